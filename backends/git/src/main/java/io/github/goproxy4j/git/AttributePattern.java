package io.github.goproxy4j.git;

/**
 * The pattern at the start of a line in {@code .gitattributes}: which files the line is about.
 *
 * <p>Without a slash it is matched against the file's name alone, with one against the path below the directory that the
 * file of attributes is in. One that ends in a slash is for directories, and so for no file. Source: gitattributes(5).
 */
final class AttributePattern {
    private final String text;
    private final int literalLength;
    private final boolean nameOnly;

    private AttributePattern(String text, boolean nameOnly) {
        this.text = text;
        this.literalLength = Wildmatch.literalLength(text);
        this.nameOnly = nameOnly;
    }

    static AttributePattern of(String text) {
        boolean forDirectories = text.endsWith("/");
        boolean nameOnly = !forDirectories && text.indexOf('/') < 0;
        return new AttributePattern(!nameOnly && text.startsWith("/") ? text.substring(1) : text, nameOnly);
    }

    /**
     * Tells whether the pattern is about a file.
     *
     * @param path the file's path below the directory of the attributes
     */
    boolean matches(String path) {
        if (text.endsWith("/") && !nameOnly) {
            return false;
        }
        if (nameOnly) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return literalLength == text.length() ? name.equals(text) : Wildmatch.matches(text, name, false);
        }
        if (!path.startsWith(text.substring(0, literalLength))) {
            return false;
        }
        // The literal start is cut off first, as git does; so "a**/b" matches like "**/b" behind the a.
        return Wildmatch.matches(text.substring(literalLength), path.substring(literalLength), true);
    }
}
