package io.github.goproxy4j;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Random texts that lead from what a user was shown to the log. */
final class FailureId {
    private FailureId() {}

    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
