package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The room for published pseudo-versions. Tags bound the other versions; of pseudo-versions a client can think up as many
 * as it likes, such as {@code v7.0.0-20200101000000-0123456789ab+incompatible} for every major, and as long as it likes.
 */
final class PseudoVersionRoom {
    private static final int MAX_LENGTH = 255;

    private final AtomicInteger left;

    PseudoVersionRoom(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("the number of pseudo-versions is negative");
        }
        left = new AtomicInteger(capacity);
    }

    /** Takes the room that a version needs, if there is any. */
    boolean take(ModuleVersion version) {
        if (!version.isPseudo()) {
            return true;
        }
        return version.toString().length() <= MAX_LENGTH && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Gives back the room of a version that could not be recorded. */
    void giveBack(ModuleVersion version) {
        if (version.isPseudo()) {
            left.incrementAndGet();
        }
    }
}
