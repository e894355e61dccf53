package io.rolegate.config;

import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.SecretSeal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account file that has been read: what it says of the account, and where. */
public final class AccountFile {
    private final YamlMap yaml;
    private final AccountImage image;

    private AccountFile(YamlMap yaml, AccountImage image) {
        this.yaml = yaml;
        this.image = image;
    }

    /** What opens the secrets of a file. */
    @FunctionalInterface
    public interface Opener {
        /** The seal that the file was written with; null where its secrets are to be left out. */
        @Nullable
        SecretSeal seal(SecretSeal.Header header);
    }

    /**
     * Reads a file. {@link ConfigException}, with file, line and key, where it is no account file, or where its secrets don't
     * open.
     *
     * @param opener asked only where the file holds secrets
     */
    public static AccountFile read(YamlSource source, Opener opener) {
        YamlMap yaml = source.read();
        return new AccountFile(yaml, AccountFileReader.read(yaml, opener));
    }

    public AccountImage image() {
        return image;
    }

    /** Something that is wrong with a part of the file, as {@link ConfigException} says it. */
    public ConfigException problem(List<String> path, String problem) {
        YamlMap map = yaml;
        for (int i = 0; i < path.size() - 1; i++) {
            if (!map.isMap(path.get(i))) {
                return map.problem(path.get(i), problem);
            }
            map = map.map(path.get(i));
        }
        return map.problem(path.get(path.size() - 1), problem);
    }
}
