package io.github.goproxy4j.zip;

/**
 * A text that only one content of a file has, such as the id of a git blob: two files with the same one have the same bytes.
 *
 * @param text 1 to 255 ASCII characters
 */
public record ContentId(String text) {
    private static final int MAX_LENGTH = 255;

    /**
     * Creates an id.
     *
     * @param text the text
     * @throws IllegalArgumentException if it is empty, too long or not ASCII
     */
    public ContentId {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !isVisible(text)) {
            throw new IllegalArgumentException("not the id of a content");
        }
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
