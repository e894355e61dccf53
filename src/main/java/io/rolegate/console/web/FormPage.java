package io.rolegate.console.web;

import io.rolegate.console.call.Explanation;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A page whose forms are sent to its own address. Each carries its name in the field {@code form}; a button may name another deed in
 * the field {@code deed}. Where the gateway refuses a deed, the page is shown again: {@code refused.form} and
 * {@code refused.explanation} say which form was refused and why, {@code typed} holds its fields.
 */
public final class FormPage {
    private static final String FORM = "form";

    private final String template;
    private final Function<Inside, Future<Map<String, Object>>> model;
    private final Map<String, Function<Inside, Future<View>>> deeds = new HashMap<>();

    /** @param model asks for what the template shows */
    public FormPage(String template, Function<Inside, Future<Map<String, Object>>> model) {
        this.template = template;
        this.model = model;
    }

    /** What happens when the form of that name is sent. */
    public FormPage deed(String name, Function<Inside, Future<View>> deed) {
        deeds.put(name, deed);
        return this;
    }

    /** Ties the page and its forms to an address. */
    public void mount(Site site, String path) {
        site.getInside(path, inside -> show(inside, Map.of()));
        site.postInside(path, this::perform);
    }

    /** The page, with more than it shows by itself, such as what a deed has answered. */
    public Future<View> show(Inside inside, Map<String, Object> more) {
        return show(200, inside, more);
    }

    private Future<View> show(int status, Inside inside, Map<String, Object> more) {
        return model.apply(inside).map(read -> {
            Map<String, Object> all = new HashMap<>(read);
            all.put("typed", inside.form().typed());
            all.putAll(more);
            return new View.Page(status, template, all);
        });
    }

    private Future<View> perform(Inside inside) {
        String form = inside.form().text(FORM);
        String named = inside.form().text("deed");
        Function<Inside, Future<View>> deed = deeds.get(named.isEmpty() ? form : named);
        return deed == null
                ? Future.failedFuture(new Site.StaleForm())
                : deed.apply(inside).recover(Inside.explained(explanation -> refused(inside, form, explanation)));
    }

    private Future<View> refused(Inside inside, String form, Explanation explanation) {
        int status = explanation.status() >= 500 ? 502 : explanation.status();
        return show(status, inside, Map.of("refused", Map.of(FORM, form, "explanation", explanation)));
    }
}
