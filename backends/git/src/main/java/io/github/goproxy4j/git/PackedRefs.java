package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;

/**
 * The tags and branches of a {@code packed-refs} file; those of other kinds are passed over.
 *
 * @param tags the ids by name, without {@code refs/tags/}
 * @param branches the ids by name, without {@code refs/heads/}
 * @see <a href="https://git-scm.com/docs/git-pack-refs">git-pack-refs</a>
 */
record PackedRefs(Map<String, ObjectId> tags, Map<String, ObjectId> branches) {
    static final PackedRefs NONE = new PackedRefs(Map.of(), Map.of());

    private static final byte[] TAGS = Constants.R_TAGS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADS = Constants.R_HEADS.getBytes(StandardCharsets.US_ASCII);

    /** Where the name begins in a line: after the id and a space. */
    private static final int NAME = Constants.OBJECT_ID_STRING_LENGTH + 1;

    static PackedRefs read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    static PackedRefs parse(byte[] file) throws IOException {
        Map<String, ObjectId> tags = new HashMap<>();
        Map<String, ObjectId> branches = new HashMap<>();
        int end;
        for (int start = 0; start < file.length; start = end + 1) {
            end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            if (start < end && (file[start] == '#' || file[start] == '^')) {
                continue;
            }
            if (end - start <= NAME || file[start + NAME - 1] != ' ') {
                throw new IOException("the packed refs are corrupt");
            }
            ObjectId id = id(file, start);
            int name = start + NAME;
            if (startsWith(file, name, end, TAGS)) {
                put(tags, Constants.R_TAGS, new String(file, name, end - name, StandardCharsets.UTF_8), id);
            } else if (startsWith(file, name, end, HEADS)) {
                put(branches, Constants.R_HEADS, new String(file, name, end - name, StandardCharsets.UTF_8), id);
            }
        }
        return new PackedRefs(Map.copyOf(tags), Map.copyOf(branches));
    }

    private static void put(Map<String, ObjectId> refs, String prefix, String name, ObjectId id) {
        if (RefName.isValid(name)) {
            refs.put(name.substring(prefix.length()), id);
        }
    }

    private static boolean startsWith(byte[] file, int start, int end, byte[] prefix) {
        if (end - start <= prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (file[start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static ObjectId id(byte[] file, int start) throws IOException {
        String hex = new String(file, start, Constants.OBJECT_ID_STRING_LENGTH, StandardCharsets.ISO_8859_1);
        try {
            return new ObjectId(hex);
        } catch (IllegalArgumentException e) {
            if (!org.eclipse.jgit.lib.ObjectId.isId(hex)) {
                throw new IOException("the packed refs are corrupt", e);
            }
            return new ObjectId(hex.toLowerCase(Locale.ROOT));
        }
    }
}
