package io.github.goproxy4j.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A token or password: a text that does not print, and that compares in a time that does not depend on where two texts
 * differ.
 *
 * <p>{@link #toString()} is redacted, so a secret may stand in a record or a log argument. A host that stores digests of
 * tokens calls {@link #reveal()}.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @param text the token or password
     * @return the secret
     */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /**
     * Returns the text itself: to digest it or to hand it on, never to print it.
     *
     * @return the token or password
     */
    public String reveal() {
        return text;
    }

    /**
     * Compares in constant time: the duration tells nothing of where or whether texts of the same length differ.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the same for all secrets, so that no hash table can be timed or dumped for them. */
    @Override
    public int hashCode() {
        return 1;
    }

    /** Returns a fixed text. */
    @Override
    public String toString() {
        return "[secret]";
    }
}
