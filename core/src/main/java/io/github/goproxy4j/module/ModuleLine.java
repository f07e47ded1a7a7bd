package io.github.goproxy4j.module;

import java.util.Optional;

/** Finds the module line of a go.mod file without parsing the file. */
final class ModuleLine {
    private static final String VERB = "module";

    private ModuleLine() {}

    static Optional<String> scan(String text) {
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String argument = argument(text.substring(start, end));
            if (!argument.isEmpty()) {
                boolean quoted = argument.charAt(0) == '"' || argument.charAt(0) == '`';
                return quoted ? GoString.unquote(argument).filter(path -> !path.isEmpty()) : Optional.of(argument);
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** What follows the verb and white space on a line; the empty string if it is no such line. */
    private static String argument(String line) {
        int comment = line.indexOf("//");
        String statement = GoText.trimSpace(comment < 0 ? line : line.substring(0, comment));
        boolean separated = statement.startsWith(VERB)
                && statement.length() > VERB.length()
                && GoText.isSpace(statement.charAt(VERB.length()));
        return separated ? GoText.trimSpace(statement.substring(VERB.length())) : "";
    }
}
