package io.rolegate.gateway;

import io.rolegate.api.Answer;
import io.rolegate.api.AnswerRenderer;
import io.rolegate.api.ErrorBody;
import io.rolegate.api.ErrorRenderer;
import io.rolegate.api.Format;
import io.rolegate.api.Rendered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers that the gateway gives itself, in the format that the caller's SDK reads. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    /** Of HTTP/2 streams that break off; without TLS and on HTTP/1.1 the connection is closed instead. */
    private static final long INTERNAL_ERROR = 2;

    private Answers() {}

    /** The answer of a built-in operation. */
    static Future<Void> success(Exchange exchange, String operation, Answer answer) {
        Format format = exchange.errorFormat() == ErrorFormat.RPC_XML ? Format.XML : Format.JSON;
        Rendered rendered = AnswerRenderer.render(format, operation, answer, exchange.requestId());
        return exchange.respond(200, rendered.contentType(), Buffer.buffer(rendered.bytes()));
    }

    /** The answer to a request that failed on the way; where an answer has begun already, it is broken off. */
    static Future<Answered> refuse(Exchange exchange, Throwable failure) {
        Refusal refusal = Refusal.from(failure);
        if (refusal.isUnexpected()) {
            LOG.error("request {} failed", exchange.requestId(), failure);
        }
        var response = exchange.request().response();
        if (response.headWritten() || response.closed()) {
            int status = response.headWritten() ? response.getStatusCode() : 0;
            return response.reset(INTERNAL_ERROR)
                    .transform(done -> Future.succeededFuture(Answered.refused(status, refusal)));
        }
        int status = refusal.status(exchange.errorFormat());
        // An answer of the service may have been copied there before it broke off.
        response.headers().clear();
        if (status == 429 || status == 503) {
            Deferral deferral = refusal.deferral();
            response.putHeader("retry-after", deferral == null ? RETRY_AFTER_SECONDS : deferral.retryAfterSeconds());
        }
        Rendered rendered = render(exchange, refusal);
        return exchange.respond(status, rendered.contentType(), Buffer.buffer(rendered.bytes()))
                .transform(done -> Future.succeededFuture(Answered.refused(done.succeeded() ? status : 0, refusal)));
    }

    private static Rendered render(Exchange exchange, Refusal refusal) {
        ErrorFormat format = exchange.errorFormat();
        Denial denial = refusal.denial();
        ErrorBody body = new ErrorBody(
                exchange.requestId(),
                exchange.host(),
                refusal.code(format),
                refusal.message(format),
                denial == null ? Map.of() : denial.detail());
        return switch (format) {
            case RPC_JSON -> ErrorRenderer.rpc(Format.JSON, body);
            case RPC_XML -> ErrorRenderer.rpc(Format.XML, body);
            case ROA_JSON -> ErrorRenderer.roa(body);
            case MESSAGE_SERVICE -> ErrorRenderer.messageService(body);
        };
    }
}
