package io.github.goproxy4j.zip;

/** What Go's package {@code path} says of a path with slashes. */
final class SlashPath {
    private SlashPath() {}

    /** Whether {@code path.Clean} leaves the path as it is. */
    static boolean isClean(String path) {
        if (path.equals(".") || path.equals("/")) {
            return true;
        }
        boolean rooted = path.startsWith("/");
        boolean climbing = !rooted;
        int start = rooted ? 1 : 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int length = end - start;
            boolean parent = length == 2 && path.startsWith("..", start);
            if (length == 0 || (length == 1 && path.charAt(start) == '.') || (parent && !climbing)) {
                return false;
            }
            climbing &= parent;
            if (slash < 0) {
                return true;
            }
            start = slash + 1;
        }
    }

    /** The part after the last slash. */
    static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The part up to and with the last slash; the empty string for a file in the root. */
    static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
