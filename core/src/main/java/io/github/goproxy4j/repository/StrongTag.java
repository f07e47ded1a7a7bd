package io.github.goproxy4j.repository;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A strong entity tag (RFC 9110 §8.8.3): a text that only one sequence of bytes has.
 *
 * @param text the tag without quotes: 1 to 128 of the characters {@code A-Z a-z 0-9 . _ - + / =}
 */
public record StrongTag(String text) {
    private static final int MAX_LENGTH = 128;

    /**
     * Creates a tag.
     *
     * @param text the tag without quotes
     * @throws IllegalArgumentException if the text has other characters
     */
    public StrongTag {
        boolean legal =
                !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(StrongTag::isAllowed);
        if (!legal) {
            throw new IllegalArgumentException("not an entity tag");
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-+/=".indexOf(c) >= 0;
    }

    /**
     * Returns the tag of a content: its SHA-256.
     *
     * @param bytes the whole content
     * @return the tag
     */
    public static StrongTag of(byte[] bytes) {
        return ofDigest(sha256().digest(bytes));
    }

    /**
     * Returns the tag for a finished SHA-256 digest of a content.
     *
     * @param sha256 the digest
     * @return the tag
     */
    public static StrongTag ofDigest(byte[] sha256) {
        return new StrongTag(HexFormat.of().formatHex(sha256));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns the tag as it stands in an {@code ETag} field: in double quotes.
     *
     * @return the quoted tag
     */
    public String quoted() {
        return '"' + text + '"';
    }
}
