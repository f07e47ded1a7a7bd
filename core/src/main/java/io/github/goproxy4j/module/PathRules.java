package io.github.goproxy4j.module;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the three kinds of slash-separated path: of a module, of a package import, and of a file in a module.
 *
 * <p>Each method answers with the reason why the path is refused, worded as {@code golang.org/x/mod/module} words it,
 * or with nothing where it is legal. Source: {@code CheckPath}, {@code CheckImportPath} and {@code CheckFilePath} there.
 */
public final class PathRules {
    private static final Set<String> WINDOWS_DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");
    private static final int LONGEST_DEVICE = 4;
    private static final String FILE_PUNCTUATION = "!#$%&()+,-.=@[]^_{}~ ";

    private PathRules() {}

    private enum Kind {
        MODULE,
        IMPORT,
        FILE
    }

    /**
     * Checks a module path that the {@code go} command can fetch: its first element has a dot.
     *
     * @param path the plain (unescaped) path
     * @return why it is refused, or empty
     */
    public static Optional<String> checkModulePath(String path) {
        return refusal("module", path, Optional.ofNullable(fetchableReason(path)));
    }

    /**
     * Checks an import path: as a module path, but with {@code +}, without the rules for the first element and for the
     * major version at its end.
     *
     * @param path the path
     * @return why it is refused, or empty
     */
    public static Optional<String> checkImportPath(String path) {
        return refusal("import", path, Optional.ofNullable(pathReason(path, Kind.IMPORT)));
    }

    /**
     * Checks the name of a file in a module zip, relative to the module's root.
     *
     * @param path the path, with slashes
     * @return why it is refused, or empty
     */
    public static Optional<String> checkFilePath(String path) {
        return refusal("file", path, Optional.ofNullable(pathReason(path, Kind.FILE)));
    }

    /** Why {@link ModulePath} refuses the path: the rules for modules, but the first element needs no dot. */
    static Optional<String> checkServedModulePath(String path) {
        @Nullable String reason = pathReason(path, Kind.MODULE);
        if (reason == null && firstElement(path).indexOf('.') >= 0) {
            reason = firstElementReason(firstElement(path));
        }
        if (reason == null && PathMajor.of(path).isEmpty()) {
            reason = "invalid version";
        }
        return refusal("module", path, Optional.ofNullable(reason));
    }

    /** Why the text cannot stand for a version in a URL or a file name, or empty. */
    static Optional<String> checkVersionElement(String version) {
        return version.indexOf('!') >= 0 || elementReason(version, Kind.FILE) != null
                ? Optional.of("disallowed version string")
                : Optional.empty();
    }

    private static Optional<String> refusal(String kind, String path, Optional<String> reason) {
        return reason.map(r -> "malformed " + kind + " path " + GoText.quote(path) + ": " + r);
    }

    private static @Nullable String fetchableReason(String path) {
        String reason = pathReason(path, Kind.MODULE);
        if (reason != null) {
            return reason;
        }
        String first = firstElement(path);
        if (first.indexOf('.') < 0) {
            return "missing dot in first path element";
        }
        reason = firstElementReason(first);
        if (reason != null) {
            return reason;
        }
        return PathMajor.of(path).isEmpty() ? "invalid version" : null;
    }

    private static String firstElement(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static @Nullable String firstElementReason(String first) {
        for (int i = 0; i < first.length(); i++) {
            char c = first.charAt(i);
            if (!(c == '-' || c == '.' || isDigit(c) || (c >= 'a' && c <= 'z'))) {
                return "invalid char " + GoText.quote((int) c) + " in first path element";
            }
        }
        return null;
    }

    private static @Nullable String pathReason(String path, Kind kind) {
        if (!isWellFormed(path)) {
            return "invalid UTF-8";
        }
        if (path.isEmpty()) {
            return "empty string";
        }
        if (path.charAt(0) == '-' && kind != Kind.FILE) {
            return "leading dash";
        }
        if (path.contains("//")) {
            return "double slash";
        }
        if (path.endsWith("/")) {
            return "trailing slash";
        }
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            String reason = elementReason(path.substring(start, slash < 0 ? path.length() : slash), kind);
            if (reason != null || slash < 0) {
                return reason;
            }
            start = slash + 1;
        }
    }

    private static @Nullable String elementReason(String element, Kind kind) {
        if (element.isEmpty()) {
            return "empty path element";
        }
        if (isDots(element)) {
            return "invalid path element " + GoText.quote(element);
        }
        if (element.charAt(0) == '.' && kind == Kind.MODULE) {
            return "leading dot in path element";
        }
        if (element.endsWith(".")) {
            return "trailing dot in path element";
        }
        for (int i = 0; i < element.length(); ) {
            int c = element.codePointAt(i);
            if (!isAllowed(c, kind)) {
                return "invalid char " + GoText.quote(c);
            }
            i += Character.charCount(c);
        }
        int dot = element.indexOf('.');
        String shortName = dot < 0 ? element : element.substring(0, dot);
        if (isWindowsDevice(shortName)) {
            return GoText.quote(shortName) + " disallowed as path element component on Windows";
        }
        return kind != Kind.FILE && isWindowsShortName(shortName) ? "trailing tilde and digits in path element" : null;
    }

    private static boolean isDots(String element) {
        for (int i = 0; i < element.length(); i++) {
            if (element.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    /** Folding never changes how many characters a name has. */
    private static boolean isWindowsDevice(String name) {
        return name.length() <= LONGEST_DEVICE && WINDOWS_DEVICES.contains(GoText.fold(name));
    }

    private static boolean isWindowsShortName(String name) {
        int tilde = name.lastIndexOf('~');
        return tilde >= 0
                && tilde < name.length() - 1
                && name.substring(tilde + 1).chars().allMatch(PathRules::isDigit);
    }

    private static boolean isAllowed(int c, Kind kind) {
        boolean module = isDigit(c) || isAsciiLetter(c) || c == '-' || c == '.' || c == '_' || c == '~';
        return switch (kind) {
            case MODULE -> module;
            case IMPORT -> module || c == '+';
            case FILE -> module || (c < 0x80 ? FILE_PUNCTUATION.indexOf(c) >= 0 : Character.isLetter(c));
        };
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
