package io.github.goproxy4j.source;

/**
 * The full id of an object in a version control repository: lower-case hexadecimal.
 *
 * @param hex 40 digits (SHA-1) or 64 (SHA-256)
 */
public record ObjectId(String hex) {
    /**
     * Creates the id.
     *
     * @param hex 40 or 64 digits
     * @throws IllegalArgumentException if the text is no full id
     */
    public ObjectId {
        if ((hex.length() != 40 && hex.length() != 64) || !isHex(hex)) {
            throw new IllegalArgumentException("not a full object id");
        }
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return hex;
    }
}
