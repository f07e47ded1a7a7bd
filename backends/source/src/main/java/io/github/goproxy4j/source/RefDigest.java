package io.github.goproxy4j.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A digest over all names and ids of the refs: it changes with each of them. */
final class RefDigest {
    private RefDigest() {}

    static String of(SourceRefs refs) {
        MessageDigest digest = Sha256.start();
        update(digest, "tag", refs.tags());
        update(digest, "branch", refs.branches());
        refs.head().ifPresent(head -> update(digest, "head", Map.of("", head)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Names of refs contain neither spaces nor line ends. */
    private static void update(MessageDigest digest, String kind, Map<String, ObjectId> refs) {
        new TreeMap<>(refs)
                .forEach((name, id) ->
                        digest.update((kind + " " + name + " " + id + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
