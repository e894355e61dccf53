package io.rolegate.console.page;

import io.rolegate.api.ApiException;
import io.rolegate.console.session.BrowserSession;
import io.rolegate.console.session.Identity;
import io.rolegate.console.session.PendingStep;
import io.rolegate.console.session.PendingStep.Kind;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.rolegate.console.web.Visit;
import io.rolegate.identity.Base32;
import io.rolegate.identity.Failures;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.sts.TemporaryCredentials;
import io.rolegate.sts.logon.LogonResult;
import io.rolegate.sts.logon.Logons;
import io.rolegate.sts.logon.MfaEnrolment;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Logging on in steps: name, password, and what the account demands besides. */
public final class LogonPages {
    private final Site site;
    private final Logons logons;

    public LogonPages(Site site, Logons logons) {
        this.site = site;
        this.logons = logons;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        site.get("/", this::begin);
        site.get(
                "/logon",
                visit -> name(200, visit.query("ended").isEmpty() ? null : "logon.ended", visit.query("name")));
        site.post("/logon/name", this::password);
        site.post("/logon", this::logOn);
        site.get("/logon/step", this::step);
        site.post("/logon/code", visit -> goOn(visit, Kind.MFA_CODE, this::enterCode));
        site.post("/logon/password", visit -> goOn(visit, Kind.NEW_PASSWORD, this::changePassword));
        site.post("/logon/device", visit -> goOn(visit, Kind.MFA_BINDING, this::bindDevice));
        site.post("/language", this::speak);
    }

    private Future<View> begin(Visit visit) {
        BrowserSession session = visit.session();
        return session == null || session.identities().isEmpty()
                ? Future.succeededFuture(View.redirect("/logon"))
                : Future.succeededFuture(
                        View.redirect(session.identities().get(0).home()));
    }

    private Future<View> speak(Visit visit) {
        site.speak(visit, visit.form().text("language"));
        String back = visit.form().text("back");
        // Only addresses that we make ourselves: anything else could lead elsewhere.
        return Future.succeededFuture(
                View.redirect(back.matches("/(i/[0-9]{1,9}/[A-Za-z0-9/._-]*|logon(/step)?)") ? back : "/"));
    }

    private Future<View> name(int status, @Nullable String message, String name) {
        Map<String, Object> model = model(message);
        model.put("name", name);
        return Future.succeededFuture(new View.Page(status, "logon-name", model));
    }

    /** The same page for any name: nothing is looked up. */
    private Future<View> password(Visit visit) {
        String name = visit.form().text("name");
        if (name.isEmpty()) {
            return name(200, "logon.nameMissing", name);
        }
        return password(200, null, name);
    }

    private static Future<View> password(int status, @Nullable String message, String name, Object... arguments) {
        Map<String, Object> model = model(message, arguments);
        model.put("name", name);
        return Future.succeededFuture(new View.Page(status, "logon-password", model));
    }

    private Future<View> logOn(Visit visit) {
        String name = visit.form().text("name");
        BrowserSession session = visit.session();
        if (session != null && !session.hasRoom()) {
            return name(409, "logon.full", name);
        }
        return logons.logOn(name, visit.form().raw("password"), visit.origin())
                .compose(result -> next(visit, name, result))
                .recover(failure -> refusal(failure) != null
                        ? password(503, "logon.unavailable", name)
                        : Future.failedFuture(failure));
    }

    private Future<View> next(Visit visit, String name, LogonResult result) {
        if (result instanceof LogonResult.LoggedOn loggedOn) {
            return loggedOn(visit, name, loggedOn);
        }
        if (result instanceof LogonResult.MfaCodeNeeded needed) {
            return keep(visit, new PendingStep(Kind.MFA_CODE, name, needed.pending(), null));
        }
        if (result instanceof LogonResult.PasswordChangeRequired required) {
            return keep(visit, new PendingStep(Kind.NEW_PASSWORD, name, required.pending(), null));
        }
        if (result instanceof LogonResult.MfaBindingRequired required) {
            return keep(visit, new PendingStep(Kind.MFA_BINDING, name, required.pending(), null));
        }
        if (result instanceof LogonResult.PasswordExpired) {
            return password(403, "logon.expired", name);
        }
        if (result instanceof LogonResult.Throttled throttled) {
            return password(429, "logon.throttled", name, throttled.retryAfter().toSeconds() + 1);
        }
        return password(403, "logon.refused", name);
    }

    private Future<View> loggedOn(Visit visit, String name, LogonResult.LoggedOn loggedOn) {
        TemporaryCredentials temporary = loggedOn.credentials();
        BrowserSession session = site.session(visit);
        session.pending(null);
        Identity identity = session.add(
                loggedOn.session(),
                name,
                new SigningCredentials(
                        temporary.accessKeyId(), temporary.accessKeySecret().reveal(), temporary.securityToken()));
        site.rotate(visit, session);
        return Future.succeededFuture(View.redirect(identity.home()));
    }

    private Future<View> keep(Visit visit, PendingStep step) {
        BrowserSession session = site.session(visit);
        session.pending(step);
        site.rotate(visit, session);
        return Future.succeededFuture(View.redirect("/logon/step"));
    }

    /** The page of what is missing. */
    private Future<View> step(Visit visit) {
        PendingStep step = pending(visit);
        if (step == null) {
            return Future.succeededFuture(View.redirect("/logon"));
        }
        if (step.kind() != Kind.MFA_BINDING || step.enrolment() != null) {
            return Future.succeededFuture(page(200, step, null));
        }
        return logons.beginMfaBinding(step.logon(), visit.origin()).map(device -> {
            PendingStep begun = step.with(device);
            site.session(visit).pending(begun);
            return page(200, begun, null);
        });
    }

    private static View page(int status, PendingStep step, @Nullable String message, Object... arguments) {
        Map<String, Object> model = model(message, arguments);
        model.put("name", step.logonName());
        MfaEnrolment device = step.enrolment();
        if (device != null) {
            model.put("seed", Base32.encode(device.seed().bytes()));
        }
        return new View.Page(
                status,
                switch (step.kind()) {
                    case MFA_CODE -> "logon-code";
                    case NEW_PASSWORD -> "logon-new-password";
                    case MFA_BINDING -> "logon-device";
                },
                model);
    }

    private static @Nullable PendingStep pending(Visit visit) {
        BrowserSession session = visit.session();
        return session == null ? null : session.pending();
    }

    private Future<View> goOn(Visit visit, Kind kind, BiFunction<Visit, PendingStep, Future<View>> work) {
        PendingStep step = pending(visit);
        return step == null || step.kind() != kind
                ? Future.succeededFuture(View.redirect("/logon?ended=1"))
                : work.apply(visit, step);
    }

    private Future<View> enterCode(Visit visit, PendingStep step) {
        return logons.enterCode(step.logon(), visit.form().text("code"), visit.origin())
                .compose(result -> again(visit, step, result, "logon.wrongCode"));
    }

    private Future<View> changePassword(Visit visit, PendingStep step) {
        String password = visit.form().raw("password");
        if (!password.equals(visit.form().raw("repeated"))) {
            return Future.succeededFuture(page(400, step, "logon.notRepeated"));
        }
        return logons.changePassword(step.logon(), password, visit.origin())
                .compose(result -> again(visit, step, result, "logon.refused"))
                .recover(failure -> {
                    ApiException refusal = refusal(failure);
                    return refusal == null
                            ? Future.failedFuture(failure)
                            : Future.succeededFuture(page(400, step, "logon.badPassword", refusal.text()));
                });
    }

    /** What the log-on has to tell, out of what stages and futures wrap it in; null for any other failure. */
    private static @Nullable ApiException refusal(Throwable failure) {
        return Failures.bare(failure) instanceof ApiException refusal ? refusal : null;
    }

    private Future<View> bindDevice(Visit visit, PendingStep step) {
        MfaEnrolment device = step.enrolment();
        if (device == null) {
            return Future.succeededFuture(View.redirect("/logon/step"));
        }
        return logons.bindMfa(
                        step.logon(),
                        device,
                        visit.form().text("first"),
                        visit.form().text("second"),
                        visit.origin())
                .compose(result -> again(visit, step, result, "logon.wrongCode"));
    }

    /** The next step; the same one anew where what was entered is wrong. */
    private Future<View> again(Visit visit, PendingStep step, LogonResult result, String wrong) {
        if (result instanceof LogonResult.Refused) {
            return Future.succeededFuture(page(403, step, wrong));
        }
        if (result instanceof LogonResult.Throttled throttled) {
            long seconds = throttled.retryAfter().toSeconds() + 1;
            return Future.succeededFuture(page(429, step, "logon.throttled", seconds));
        }
        return next(visit, step.logonName(), result);
    }

    private static Map<String, Object> model(@Nullable String message, Object... arguments) {
        Map<String, Object> model = new HashMap<>();
        model.put("message", message);
        model.put("argument", arguments.length == 0 ? "" : arguments[0]);
        return model;
    }
}
