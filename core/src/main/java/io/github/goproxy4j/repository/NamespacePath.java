package io.github.goproxy4j.repository;

/** The form of the paths of projects and of groups. */
final class NamespacePath {
    private static final int MAX_LENGTH = 1024;

    private NamespacePath() {}

    /** Throws {@code IllegalArgumentException} if a text is no such path. */
    static void require(String path) {
        if (path.length() > MAX_LENGTH || !isLegal(path)) {
            throw new IllegalArgumentException("not the path of a project or group");
        }
    }

    private static boolean isLegal(String path) {
        for (String element : path.split("/", -1)) {
            if (element.isEmpty() || element.equals(".") || element.equals("..")) {
                return false;
            }
        }
        return path.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "/._-~+@".indexOf(c) >= 0);
    }
}
