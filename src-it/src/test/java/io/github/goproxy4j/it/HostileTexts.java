package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What hostile clients put into requests: the lists in {@code src/test/resources/hostile}, which explain their form. */
final class HostileTexts {
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}*]+)\\*(\\d+)}");
    private static final String NOTHING = "\\e";
    private static final String MODULE = "{m}";

    private HostileTexts() {}

    /** What no project and no group has for an id. */
    static List<String> ids() throws IOException {
        return read("ids.txt");
    }

    /** What is asked of a project, behind {@code /packages/go}. */
    static List<String> tails(String module) throws IOException {
        return read("tails.txt").stream()
                .map(tail -> tail.replace(MODULE, module))
                .toList();
    }

    /** Whole request targets. */
    static List<String> targets() throws IOException {
        return read("targets.txt");
    }

    private static List<String> read(String name) throws IOException {
        try (InputStream in = HostileTexts.class.getResourceAsStream("/hostile/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(HostileTexts::unescape)
                    .toList();
        }
    }

    private static String unescape(String line) {
        if (line.equals(NOTHING)) {
            return "";
        }
        String repeated = REPEATED.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
        return BYTE.matcher(repeated)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
