package io.rolegate.wire;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a listener proves its name with, in PEM.
 *
 * @param certificate the listener's own certificate, and behind it those that it was issued by
 * @param key its private key, not encrypted
 * @param checkEvery after which time the files are looked at again
 */
public record TlsFiles(Path certificate, Path key, Duration checkEvery) {}
