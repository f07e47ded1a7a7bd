package io.github.goproxy4j.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of one {@code .gitattributes} file.
 *
 * <p>All text is one character of 0 to 255 for each byte. A line that git would warn about and ignore is ignored. Source:
 * gitattributes(5), and {@code attr.c} where that page is silent.
 *
 * @param rules the lines about files, in their order
 * @param macros what each macro attribute stands for
 */
record AttributeFile(List<Rule> rules, Map<String, List<Assignment>> macros) {
    /** Git ignores lines from this length on. */
    private static final int MAX_LINE_LENGTH = 2048;

    private static final String BLANK = " \t\r\n";
    private static final String MACRO = "[attr]";

    /** Without any line. */
    static final AttributeFile EMPTY = new AttributeFile(List.of(), Map.of());

    record Rule(AttributePattern pattern, List<Assignment> assignments) {}

    /**
     * Reads a file.
     *
     * @param macrosAllowed whether it is the one in the root directory, which alone may define macros
     */
    static AttributeFile parse(String content, boolean macrosAllowed) {
        int end = content.indexOf('\0');
        String text = end < 0 ? content : content.substring(0, end);
        List<Rule> rules = new ArrayList<>();
        Map<String, List<Assignment>> macros = new HashMap<>();
        for (int from = 0; from < text.length(); ) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            if (to - from < MAX_LINE_LENGTH) {
                parseLine(text.substring(from, to), macrosAllowed, rules, macros);
            }
            from = to + 1;
        }
        return new AttributeFile(List.copyOf(rules), Map.copyOf(macros));
    }

    private static void parseLine(
            String line, boolean macrosAllowed, List<Rule> rules, Map<String, List<Assignment>> macros) {
        int start = skipBlank(line, 0);
        if (start == line.length() || line.charAt(start) == '#') {
            return;
        }
        Optional<QuotedName> quoted = QuotedName.read(line, start);
        int nameEnd = quoted.map(QuotedName::end).orElse(skipWord(line, start));
        String name = quoted.map(QuotedName::name).orElse(line.substring(start, nameEnd));
        Optional<List<Assignment>> assignments = parseAssignments(line, skipBlank(line, nameEnd));
        if (assignments.isEmpty()) {
            return;
        }
        if (name.startsWith(MACRO) && name.length() > MACRO.length()) {
            int macroStart = skipBlank(name, MACRO.length());
            String macro = name.substring(macroStart, skipWord(name, macroStart));
            if (macrosAllowed && isAttributeName(macro)) {
                macros.put(macro, assignments.get());
            }
        } else if (!name.startsWith("!")) {
            rules.add(new Rule(AttributePattern.of(name), assignments.get()));
        }
    }

    /** Returns nothing if one of the names is no legal one: then git ignores the whole line. */
    private static Optional<List<Assignment>> parseAssignments(String line, int from) {
        List<Assignment> assignments = new ArrayList<>();
        for (int i = from; i < line.length(); ) {
            int end = skipWord(line, i);
            String word = line.substring(i, end);
            int equals = word.indexOf('=');
            char sign = word.charAt(0);
            boolean signed = sign == '-' || sign == '!';
            String name = word.substring(signed ? 1 : 0, equals < 0 ? word.length() : Math.max(equals, signed ? 1 : 0));
            if (!isAttributeName(name)) {
                return Optional.empty();
            }
            if (signed) {
                Assignment.State state = sign == '-' ? Assignment.State.UNSET : Assignment.State.UNSPECIFIED;
                assignments.add(new Assignment(name, state, ""));
            } else if (equals < 0) {
                assignments.add(new Assignment(name, Assignment.State.SET, ""));
            } else {
                assignments.add(new Assignment(name, Assignment.State.VALUE, word.substring(equals + 1)));
            }
            i = skipBlank(line, end);
        }
        return Optional.of(List.copyOf(assignments));
    }

    private static boolean isAttributeName(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '-'
                && name.chars()
                        .allMatch(c -> c == '-'
                                || c == '.'
                                || c == '_'
                                || (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z'));
    }

    private static int skipBlank(String text, int from) {
        int i = from;
        while (i < text.length() && BLANK.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int skipWord(String text, int from) {
        int i = from;
        while (i < text.length() && BLANK.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
