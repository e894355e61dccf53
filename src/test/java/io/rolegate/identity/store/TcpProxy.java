package io.rolegate.identity.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The network between a node and its database, which a test can cut. */
public final class TcpProxy implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server;
    private final int target;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile State state = State.UP;

    private enum State {
        UP,
        /** Connections are closed, new ones refused. */
        CUT,
        /** Nothing comes through, and nobody is told. */
        SILENT
    }

    private TcpProxy(int target) throws TimeoutException {
        this.target = target;
        this.server = vertx.createNetServer()
                .connectHandler(this::accept)
                .listen(0, "127.0.0.1")
                .await(SECONDS, TimeUnit.SECONDS);
    }

    /** A proxy before the tests' PostgreSQL. */
    public static TcpProxy beforePostgreSql() throws TimeoutException {
        return new TcpProxy(TestDatabases.postgreSqlPort());
    }

    /** The same database, by way of this proxy. */
    public StoreSettings through(StoreSettings settings) {
        String url = settings.jdbcUrl().replace(":" + target + "/", ":" + server.actualPort() + "/");
        return StoreSettings.of(url)
                .withKeyFromEnvironment(settings.keyFromEnvironment())
                .withLease(settings.lease());
    }

    private void accept(NetSocket caller) {
        if (state == State.CUT) {
            caller.close();
            return;
        }
        sockets.add(caller);
        caller.pause();
        if (state == State.UP) {
            client.connect(target, "127.0.0.1")
                    .onSuccess(database -> {
                        sockets.add(database);
                        pipe(caller, database);
                        pipe(database, caller);
                        caller.resume();
                    })
                    .onFailure(failure -> caller.close());
        }
    }

    private void pipe(NetSocket from, NetSocket to) {
        from.handler(to::write).closeHandler(closed -> {
            sockets.remove(from);
            to.close();
        });
    }

    /** Closes every connection and refuses new ones. */
    public void cut() {
        state = State.CUT;
        sockets.forEach(NetSocket::close);
    }

    /** Lets nothing through any more, without a sign. */
    public void silence() {
        state = State.SILENT;
        sockets.forEach(NetSocket::pause);
    }

    /** Lets everything through again; what was silent is closed, as a network does that forgot its connections. */
    public void mend() {
        sockets.forEach(NetSocket::close);
        sockets.clear();
        state = State.UP;
    }

    @Override
    public void close() throws TimeoutException {
        Future.all(server.close(), client.close())
                .compose(closed -> vertx.close())
                .await(SECONDS, TimeUnit.SECONDS);
    }
}
