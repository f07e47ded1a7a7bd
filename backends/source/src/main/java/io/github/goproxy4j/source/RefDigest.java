package io.github.goproxy4j.source;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** A digest over all names and ids of the refs: it changes with each of them. */
final class RefDigest {
    private static final int LINE = 64;

    private RefDigest() {}

    static String of(SourceRefs refs) {
        StringBuilder lines =
                new StringBuilder((refs.tags().size() + refs.branches().size() + 1) * LINE);
        append(lines, "tag", refs.tags());
        append(lines, "branch", refs.branches());
        refs.head().ifPresent(head -> append(lines, "head", Map.of("", head)));
        return HexFormat.of().formatHex(Sha256.start().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Names of refs contain neither spaces nor line ends; the maps of refs are in the order of the names. */
    private static void append(StringBuilder lines, String kind, Map<String, ObjectId> refs) {
        refs.forEach((name, id) -> lines.append(kind)
                .append(' ')
                .append(name)
                .append(' ')
                .append(id)
                .append('\n'));
    }
}
