package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The operations on orchestration templates: the public ones can be seen, an account's own be changed. */
final class TemplateOperations {
    private static final int MAX_TEMPLATES = 200;

    Answer list(ClusterRequest request) {
        Optional<String> type = request.query("template_type");
        List<JsonObject> templates = Stream.concat(
                        request.account().templates().values().stream(), Template.PUBLIC.stream())
                .filter(template -> type.isEmpty() || type.get().equals(template.type()))
                .map(Template::json)
                .toList();
        return Answer.json(PageInfo.of(request, "page_num", "page_size").json("templates", "page_info", templates));
    }

    Answer create(ClusterRequest request) {
        if (request.account().templates().size() >= MAX_TEMPLATES) {
            throw ClusterError.QUOTA.because("An account has at most " + MAX_TEMPLATES + " templates");
        }
        Template template = Template.of(UUID.randomUUID().toString(), request.body(), request.now());
        request.account().templates().put(template.id(), template);
        return Answer.json(new JsonObject().put("template_id", template.id()));
    }

    Answer update(ClusterRequest request) {
        Template template = own(request);
        request.account().templates().put(template.id(), template.changedBy(request.body(), request.now()));
        return Answer.empty(200);
    }

    Answer delete(ClusterRequest request) {
        request.account().templates().remove(own(request).id());
        return Answer.empty(200);
    }

    private static Template own(ClusterRequest request) {
        Template found = request.account().templates().get(request.path("template"));
        if (found == null) {
            throw ClusterError.TEMPLATE_NOT_FOUND.because("This account has no such template of its own");
        }
        return found;
    }
}
