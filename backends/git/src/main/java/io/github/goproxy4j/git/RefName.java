package io.github.goproxy4j.git;

import org.eclipse.jgit.lib.Repository;

/** The rule for which names a ref may have. JGit has it; most names are plain, and tens of thousands are asked about. */
final class RefName {
    private RefName() {}

    static boolean isValid(String name) {
        return Repository.isValidRefName(name);
    }

    /**
     * Whether a name is valid.
     *
     * @param prefix what comes before it, such as {@code refs/tags/}
     */
    static boolean isValid(String prefix, String name) {
        return isPlain(name) || isValid(prefix + name);
    }

    /** Whether a name is of letters, digits and a few more, without anything that a rule is about. */
    private static boolean isPlain(String name) {
        char last = '/';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inside = c == '.' || c == '-' || c == '_' || c == '+' || c == '/';
            if (!letter && !(inside && last != '/' && last != '.')) {
                return false;
            }
            last = c;
        }
        return last != '/' && last != '.' && !name.contains(".lock");
    }
}
