package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.identity.Directory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The requests that are with services now, on one event loop: they are looked at again when something changes. */
final class RunningCalls {
    private final Directory directory;
    private final Set<ServiceCall> calls = new HashSet<>();

    RunningCalls(Directory directory) {
        this.directory = directory;
    }

    void add(ServiceCall call) {
        calls.add(call);
    }

    void remove(ServiceCall call) {
        calls.remove(call);
    }

    /** Cuts every call that an applied change no longer allows; completes once all have been looked at. */
    Future<Void> reconfirm() {
        if (calls.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Future<Void>> pending = new ArrayList<>();
        for (ServiceCall call : List.copyOf(calls)) {
            Future<Void> looked = call.reconfirm();
            if (!looked.isComplete()) {
                pending.add(looked);
            }
        }
        return pending.isEmpty()
                ? Future.succeededFuture()
                : Future.join(pending).mapEmpty();
    }

    /** Ends what takes too long, and everything while this node may not serve: it can't tell what has been revoked. */
    void checkTime() {
        if (calls.isEmpty()) {
            return;
        }
        boolean mayServe = directory.mayServe();
        long now = System.nanoTime();
        for (ServiceCall call : List.copyOf(calls)) {
            if (mayServe) {
                call.checkTime(now);
            } else {
                call.cut(Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The gateway has lost touch with its directory."));
            }
        }
    }
}
