package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.RefMap;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/**
 * The tags and branches of a {@code packed-refs} file; those of other kinds are passed over.
 *
 * @see <a href="https://git-scm.com/docs/git-pack-refs">git-pack-refs</a>
 */
final class PackedRefs {
    private static final byte[] TAGS = Constants.R_TAGS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADS = Constants.R_HEADS.getBytes(StandardCharsets.US_ASCII);

    /** Where the name begins in a line: after the id and a space. */
    private static final int NAME = Constants.OBJECT_ID_STRING_LENGTH + 1;

    private final RefMap tags;
    private final RefMap branches;

    /** What was read, to tell that another reading is the same: most files are read twice. */
    private final SoftReference<byte[]> bytes;

    private PackedRefs(RefMap tags, RefMap branches, byte[] bytes) {
        this.tags = tags;
        this.branches = branches;
        this.bytes = new SoftReference<>(bytes);
    }

    /** Reads a file, which need not be there; the result is the same object if the file says the same as before. */
    static PackedRefs read(Path file, @Nullable PackedRefs before) throws IOException {
        byte[] now = bytes(file);
        return before != null && Arrays.equals(now, before.bytes.get()) ? before : parse(now);
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static PackedRefs parse(byte[] file) throws IOException {
        RefMap.Builder tags = RefMap.builder();
        RefMap.Builder branches = RefMap.builder();
        int end;
        for (int start = 0; start < file.length; start = end + 1) {
            int name = start + NAME;
            if (startsWith(file, name, TAGS)) {
                end = add(tags, Constants.R_TAGS, file, start);
            } else if (startsWith(file, name, HEADS)) {
                end = add(branches, Constants.R_HEADS, file, start);
            } else {
                end = lineEnd(file, start);
                boolean other = start < end && (file[start] == '#' || file[start] == '^');
                if (!other && (end <= name || file[name - 1] != ' ')) {
                    throw new IOException("the packed refs are corrupt");
                }
            }
        }
        return new PackedRefs(tags.build(), branches.build(), file);
    }

    /** Adds the ref of a line, and returns where the line ends. */
    private static int add(RefMap.Builder refs, String prefix, byte[] file, int start) throws IOException {
        // What comes before the name is an id, and so has no line end.
        ObjectId id = id(file, start);
        int name = start + NAME + prefix.length();
        int end = lineEnd(file, name);
        String text = new String(file, name, end - name, StandardCharsets.UTF_8);
        if (RefName.isValid(prefix, text)) {
            refs.add(text, id);
        }
        return end;
    }

    private static int lineEnd(byte[] file, int from) {
        int end = from;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether a name begins with something, after a space. */
    private static boolean startsWith(byte[] file, int name, byte[] prefix) {
        return name + prefix.length <= file.length
                && file[name - 1] == ' '
                && Arrays.equals(file, name, name + prefix.length, prefix, 0, prefix.length);
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

    /** The ids by name, without {@code refs/tags/}. */
    RefMap tags() {
        return tags;
    }

    /** The ids by name, without {@code refs/heads/}. */
    RefMap branches() {
        return branches;
    }
}
