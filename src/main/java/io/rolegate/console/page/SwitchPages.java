package io.rolegate.console.page;

import io.rolegate.console.call.Explanation;
import io.rolegate.console.session.AssumedRole;
import io.rolegate.console.session.Identity;
import io.rolegate.console.session.Notice;
import io.rolegate.console.session.RecentRole;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.sts.logon.Logons;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who one is, and becoming somebody else: User Center, Switch Identity, return, renew, log out. */
public final class SwitchPages {
    /** Names of roles and of enterprises, as far as they can be anybody's. */
    private static final String ROLE_NAME = "[A-Za-z0-9.-]{1,64}";

    /** An account that nobody has: asked about where an enterprise is unknown, so that both take the same way. */
    private static final String NOBODY = "0000000000000000";

    private final Site site;
    private final AccountNames accounts;
    private final Logons logons;

    public SwitchPages(Site site, AccountNames accounts, Logons logons) {
        this.site = site;
        this.accounts = accounts;
        this.logons = logons;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        site.getInside("", this::userCenter);
        site.getInside(
                "switch",
                inside -> form(
                        200,
                        inside,
                        new RecentRole(
                                inside.visit().query("enterprise"),
                                inside.visit().query("role"),
                                ""),
                        null));
        site.postInside("switch", this::switchTo);
        site.postInside("return", this::goBack);
        site.postInside("renew", this::renew);
        site.postInside("logout", this::logOut);
        site.post("/i/:identity/leave", site.leaving());
    }

    private Future<View> userCenter(Inside inside) {
        return inside.calls().sts("GetCallerIdentity", Map.of()).map(caller -> {
            Map<String, Object> model = new HashMap<>();
            model.put("caller", caller.getMap());
            model.put("recent", root(inside).recentRoles());
            return View.page("user-center", model);
        });
    }

    /** Where the recent roles are kept: with who logged on. */
    private static Identity root(Inside inside) {
        Identity identity = inside.identity();
        Integer from = identity.switchedFrom();
        while (from != null) {
            Identity before = inside.session().identity(from).orElse(null);
            if (before == null) {
                return identity;
            }
            identity = before;
            from = identity.switchedFrom();
        }
        return identity;
    }

    private Future<View> form(int status, Inside inside, RecentRole typed, @Nullable Explanation explanation) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("recent", root(inside).recentRoles());
        model.put("explanation", explanation);
        model.put("own", inside.identity().logon().accountId());
        return Future.succeededFuture(new View.Page(status, "switch", model));
    }

    private Future<View> switchTo(Inside inside) {
        RecentRole typed = new RecentRole(
                inside.form().text("enterprise"),
                inside.form().text("role"),
                inside.form().text("externalId"));
        if (!inside.session().hasRoom()) {
            inside.identity().tell(Notice.done("switch.full"));
            return Future.succeededFuture(View.redirect(inside.at("switch")));
        }
        RecentRole meant = meant(inside, typed);
        return accounts.find(meant.enterprise())
                .compose(account -> assume(inside, inside.identity(), account.orElse(NOBODY), meant))
                .map(assumed -> {
                    root(inside).remember(new RecentRole(meant.enterprise(), assumed.name(), meant.externalId()));
                    Identity switched = inside.session().add(inside.identity(), assumed);
                    site.rotate(inside.visit(), inside.session());
                    return View.redirect(switched.home());
                })
                .recover(Inside.explained(explanation -> form(403, inside, typed, explanation)));
    }

    /** The buttons of recent roles send no external id: it was kept here. */
    private static RecentRole meant(Inside inside, RecentRole typed) {
        return inside.form().text("recent").equals("true")
                ? root(inside).recentRole(typed.enterprise(), typed.roleName()).orElse(typed)
                : typed;
    }

    private Future<AssumedRole> assume(Inside inside, Identity as, String accountId, RecentRole role) {
        String name = role.roleName().matches(ROLE_NAME) ? role.roleName() : "-";
        Map<String, String> parameters = new HashMap<>();
        parameters.put("RoleArn", "acs:ram::" + accountId + ":role/" + name);
        parameters.put("RoleSessionName", sessionName(as));
        if (!role.externalId().isEmpty()) {
            parameters.put("ExternalId", role.externalId());
        }
        return site.calls(inside.visit(), as).sts("AssumeRole", parameters).map(answer -> {
            JsonObject credentials = answer.getJsonObject("Credentials");
            String arn = answer.getJsonObject("AssumedRoleUser").getString("Arn");
            String assumedName = arn.substring(arn.indexOf('/') + 1, arn.lastIndexOf('/'));
            return new AssumedRole(
                    assumedName,
                    sessionName(as),
                    accountId,
                    role.enterprise(),
                    role.externalId(),
                    new SigningCredentials(
                            credentials.getString("AccessKeyId"),
                            credentials.getString("AccessKeySecret"),
                            credentials.getString("SecurityToken")),
                    Instant.parse(credentials.getString("Expiration")));
        });
    }

    /** The name of who logged on; two characters are the least. */
    private static String sessionName(Identity identity) {
        String name = identity.logon().userName();
        return name.length() < 2 ? name + "--" : name;
    }

    private Future<View> goBack(Inside inside) {
        Integer from = inside.identity().switchedFrom();
        if (from == null) {
            return Future.succeededFuture(View.redirect(inside.identity().home()));
        }
        inside.session().remove(inside.identity());
        site.rotate(inside.visit(), inside.session());
        return Future.succeededFuture(View.redirect("/i/" + from + "/"));
    }

    private Future<View> renew(Inside inside) {
        AssumedRole role = inside.identity().role();
        Integer from = inside.identity().switchedFrom();
        Identity before = from == null ? null : inside.session().identity(from).orElse(null);
        if (role == null || before == null) {
            return Future.succeededFuture(View.redirect(inside.identity().home()));
        }
        RecentRole again = new RecentRole(role.enterprise(), role.name(), role.externalId());
        return assume(inside, before, role.accountId(), again)
                .map(renewed -> {
                    inside.identity().renew(renewed);
                    return inside.done("", "switch.renewed");
                })
                .recover(inside.backTo(""));
    }

    private Future<View> logOut(Inside inside) {
        Identity root = root(inside);
        return logons.logOut(root.logon(), inside.visit().origin()).map(out -> {
            inside.session().remove(root);
            if (inside.session().identities().isEmpty()) {
                site.end(inside.visit());
                return View.redirect("/logon");
            }
            return View.redirect(inside.session().identities().get(0).home());
        });
    }
}
