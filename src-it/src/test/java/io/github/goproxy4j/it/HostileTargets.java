package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request targets of {@code hostile-targets.txt}, whose first lines say how it is written. */
final class HostileTargets {
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+):([^}]*)\\}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\\\|u([0-9a-f]{4}))");

    private HostileTargets() {}

    static List<String> all() throws IOException {
        try (InputStream in = HostileTargets.class.getResourceAsStream("/hostile-targets.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(HostileTargets::read)
                    .toList();
        }
    }

    private static String read(String line) {
        String whole = REPEATED.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        return ESCAPE.matcher(whole)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? "\\" : Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
