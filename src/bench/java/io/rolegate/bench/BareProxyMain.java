package io.rolegate.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.atomic.AtomicInteger;

/** vertx-http-proxy as it comes, one event loop a processor, in front of a port on this machine. Checks nothing. */
final class BareProxyMain {
    private BareProxyMain() {}

    public static void main(String[] arguments) {
        int backend = Integer.parseInt(arguments[0]);
        AtomicInteger port = new AtomicInteger();
        Vertx.vertx()
                .deployVerticle(
                        () -> new Proxy(backend, port),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onSuccess(deployed -> System.out.println("ready " + port.get()));
    }

    private static final class Proxy extends VerticleBase {
        private final int backend;
        private final AtomicInteger port;

        Proxy(int backend, AtomicInteger port) {
            this.backend = backend;
            this.port = port;
        }

        @Override
        public Future<?> start() {
            HttpProxy proxy = HttpProxy.reverseProxy(
                            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(256)))
                    .origin(backend, "127.0.0.1");
            return vertx.createHttpServer()
                    .requestHandler(proxy)
                    .listen(-1, "127.0.0.1")
                    .onSuccess(server -> port.set(server.actualPort()));
        }
    }
}
