package io.rolegate.cli;

import io.rolegate.client.SignedClient;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Administrators who make and delete users with keys as fast as they can, and remember what they were told is done. */
final class AcknowledgedWrites {
    private static final int ADMINISTRATORS = 8;
    private static final int KEPT_OF = 3;

    private final SigningCredentials owner;
    private final AtomicInteger numbers = new AtomicInteger();
    /** By user; an empty secret: the user was deleted. A user whose last call was not answered is in neither state. */
    private final Map<String, Optional<Key>> users = new ConcurrentHashMap<>();

    private final Set<String> requestIds = ConcurrentHashMap.newKeySet();

    /** A key as it was shown. */
    record Key(String id, String secret) {}

    AcknowledgedWrites(SigningCredentials owner) {
        this.owner = owner;
    }

    /** Users with the keys they must have, or none where they must be gone. */
    Map<String, Optional<Key>> users() {
        return users;
    }

    /** Of every call that was answered with success. */
    Set<String> requestIds() {
        return requestIds;
    }

    /** Works until calls are answered no more. Returns after the first answer. */
    Future<?> work(SignedClient client) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        Future<?> all = Future.join(IntStream.range(0, ADMINISTRATORS)
                .mapToObj(administrator -> goOn(client, answered))
                .toList());
        if (!answered.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no call was answered");
        }
        return all;
    }

    private Future<Void> goOn(SignedClient client, CountDownLatch answered) {
        int number = numbers.incrementAndGet();
        String name = "user-" + number;
        return call(client, "CreateUser", Map.of("UserName", name))
                .onSuccess(made -> answered.countDown())
                .compose(made -> call(client, "CreateAccessKey", Map.of("UserName", name)))
                .compose(made -> {
                    Key key = key(made.getJsonObject("AccessKey"));
                    users.put(name, Optional.of(key));
                    return number % KEPT_OF == 0 ? Future.succeededFuture() : delete(client, name, key);
                })
                .compose(done -> goOn(client, answered));
    }

    private Future<Void> delete(SignedClient client, String name, Key key) {
        users.remove(name);
        return call(client, "DeleteAccessKey", Map.of("UserName", name, "UserAccessKeyId", key.id()))
                .compose(deleted -> call(client, "DeleteUser", Map.of("UserName", name)))
                .onSuccess(deleted -> users.put(name, Optional.empty()))
                .mapEmpty();
    }

    private static Key key(JsonObject shown) {
        return new Key(shown.getString("AccessKeyId"), shown.getString("AccessKeySecret"));
    }

    private Future<JsonObject> call(SignedClient client, String action, Map<String, String> parameters) {
        return client.call(RamCall.of(action, parameters), owner).compose(reply -> {
            if (!reply.succeeded()) {
                return Future.failedFuture(new IllegalStateException(reply.status() + " " + reply.body()));
            }
            JsonObject answer = new JsonObject(reply.body());
            requestIds.add(answer.getString("RequestId"));
            return Future.succeededFuture(answer);
        });
    }
}
