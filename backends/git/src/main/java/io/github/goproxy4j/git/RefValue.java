package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * What the file of one ref says: an id, or the name of another ref.
 *
 * @param id the id
 * @param target the other ref's name
 */
record RefValue(Optional<ObjectId> id, Optional<String> target) {
    /** Of a file that is gone, or malformed: git ignores it with a warning. */
    static final RefValue NONE = new RefValue(Optional.empty(), Optional.empty());

    private static final int MAX_BYTES = 4096;
    private static final String SYMBOLIC = "ref:";

    static RefValue of(String id) {
        return new RefValue(Optional.of(new ObjectId(id)), Optional.empty());
    }

    static RefValue read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith(SYMBOLIC)) {
            String target = text.substring(SYMBOLIC.length()).strip();
            // One that fills the buffer may be longer.
            return bytes.length == MAX_BYTES ? NONE : new RefValue(Optional.empty(), Optional.of(target));
        }
        String id = text.substring(0, Math.min(text.length(), Constants.OBJECT_ID_STRING_LENGTH));
        return org.eclipse.jgit.lib.ObjectId.isId(id) ? of(id.toLowerCase(Locale.ROOT)) : NONE;
    }
}
