package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.LoginProfiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class MemoryLoginProfiles implements LoginProfiles {
    private record Entry(LoginProfile profile, String hash) {}

    private final Map<String, Entry> rows = new HashMap<>();

    private Entry entry(RamUser user) {
        Entry entry = rows.get(user.id());
        if (entry == null) {
            throw MemoryTable.refusal(Kind.NOT_EXIST, "User.LoginProfile");
        }
        return entry;
    }

    @Override
    public CompletionStage<LoginProfile> create(RamUser user, String passwordHash, boolean mfa, boolean reset) {
        return stage(() -> {
            if (rows.containsKey(user.id())) {
                throw MemoryTable.refusal(Kind.ALREADY_EXISTS, "User.LoginProfile");
            }
            LoginProfile profile = new LoginProfile(user.id(), user.name(), mfa, reset, NOW, NOW);
            rows.put(user.id(), new Entry(profile, passwordHash));
            return profile;
        });
    }

    @Override
    public CompletionStage<Optional<LoginProfile>> find(RamUser user) {
        return stage(() -> Optional.ofNullable(rows.get(user.id())).map(Entry::profile));
    }

    @Override
    public CompletionStage<LoginProfile> require(RamUser user) {
        return stage(() -> entry(user).profile());
    }

    @Override
    public CompletionStage<Optional<String>> passwordHash(RamUser user) {
        return stage(() -> Optional.ofNullable(rows.get(user.id())).map(Entry::hash));
    }

    @Override
    public CompletionStage<Void> update(RamUser user, @Nullable String newHash, boolean mfa, boolean reset) {
        return done(() -> {
            Entry old = entry(user);
            LoginProfile profile = new LoginProfile(user.id(), user.name(), mfa, reset, NOW, NOW);
            rows.put(user.id(), new Entry(profile, newHash == null ? old.hash() : newHash));
        });
    }

    @Override
    public CompletionStage<Void> delete(RamUser user) {
        return done(() -> {
            entry(user);
            rows.remove(user.id());
        });
    }
}
