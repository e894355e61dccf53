package io.rolegate.wire;

import io.vertx.core.http.HttpServerRequest;

/** One client connection, whatever its protocol; used on its event loop only. */
interface WireConnection {
    /** Takes a request under watch; the request is to be handled in the form returned. */
    HttpServerRequest begin(HttpServerRequest request);

    /** Ends whatever is late, seen at each tick. */
    void check(int now);
}
