package io.rolegate.gateway.service;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services among which method and path alone decide: those of one version, or all message services. Immutable. */
final class ServiceFamily {
    private static final int ACCOUNT_ID_LENGTH = 16;
    private static final Set<Dialect> HEADER_DIALECTS = Set.of(Dialect.ACS3, Dialect.ROA);

    private final OperationIndex index;
    private final boolean takesAccountPrefix;

    ServiceFamily(List<ServiceDefinition> services) {
        index = new OperationIndex(services);
        takesAccountPrefix = services.stream().anyMatch(ServiceDefinition::accountPrefix);
    }

    /** Whether {@code x-acs-version} names the service. */
    static boolean isForHeaderDialects(ServiceDefinition service) {
        return service.dialects().stream().anyMatch(HEADER_DIALECTS::contains);
    }

    /** Whether the service's callers sign in the message service's dialect. */
    static boolean isForMessageServices(ServiceDefinition service) {
        return service.dialects().contains(Dialect.MNS);
    }

    /** Whether a path of that form could be read as one with an account prefix. */
    static boolean mayBeginWithAccount(PathTemplate path) {
        return path.segments().size() > 1
                && (path.segments().get(0).isVariable() || startsWithAccount(path.toString()));
    }

    /** What a path leads to. */
    sealed interface Found {}

    /** No operation has such a path. */
    enum Nothing implements Found {
        PATH_UNKNOWN,
        CONDITIONS_UNMET
    }

    /** The call's operation. */
    record One(Target.Proxied target) implements Found {}

    /** The operation of a call; a path that begins with an account id is always read as one with an account prefix. */
    Found find(CallView call) {
        String whole = CanonicalPath.of(call.rawPath());
        boolean prefixed = takesAccountPrefix && startsWithAccount(whole);
        int start = prefixed ? 1 + ACCOUNT_ID_LENGTH : 0;
        OperationIndex.Choice choice = index.find(call.method(), whole, start);
        if (choice == null) {
            return Nothing.PATH_UNKNOWN;
        }
        OperationIndex.Entry entry = choice.of(call);
        if (entry == null) {
            return Nothing.CONDITIONS_UNMET;
        }
        if (prefixed && !entry.service().accountPrefix()) {
            return Nothing.PATH_UNKNOWN;
        }
        String path = prefixed ? whole.substring(start) : whole;
        @Nullable String account = prefixed ? whole.substring(1, start) : null;
        return new One(new Target.Proxied(
                entry.service(),
                entry.operation(),
                entry.path().values(path),
                entry.path().spelt(path),
                account));
    }

    private static boolean startsWithAccount(String path) {
        if (path.length() <= ACCOUNT_ID_LENGTH + 1 || path.charAt(ACCOUNT_ID_LENGTH + 1) != '/') {
            return false;
        }
        for (int index = 1; index <= ACCOUNT_ID_LENGTH; index++) {
            if (path.charAt(index) < '0' || path.charAt(index) > '9') {
                return false;
            }
        }
        return true;
    }
}
