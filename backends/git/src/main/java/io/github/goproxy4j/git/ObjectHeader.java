package io.github.goproxy4j.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;

/** The lines in front of the message of a commit or tag object; the message, of whatever length, is not read. */
final class ObjectHeader {
    private static final int MAX_BYTES = 1 << 20;

    private ObjectHeader() {}

    /** Returns the object that a tag object names. */
    static ObjectId tagged(ObjectLoader tag) throws IOException {
        String hex = line(tag, "object ");
        if (!ObjectId.isId(hex)) {
            throw new IOException("corrupt tag object");
        }
        return ObjectId.fromString(hex);
    }

    /** Returns the tree of a commit. */
    static ObjectId tree(ObjectLoader commit) throws IOException {
        String hex = line(commit, "tree ");
        if (!ObjectId.isId(hex)) {
            throw new IOException("corrupt commit: no tree");
        }
        return ObjectId.fromString(hex);
    }

    /** Returns the committer's time: the seconds after the last {@code >} of the line, its time zone left aside. */
    static Instant committed(ObjectLoader commit) throws IOException {
        String committer = line(commit, "committer ");
        String seconds =
                committer.substring(committer.lastIndexOf('>') + 1).strip().split(" ", 2)[0];
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IOException("corrupt commit: bad committer time", e);
        }
    }

    private static String line(ObjectLoader object, String label) throws IOException {
        try (InputStream in = new BufferedInputStream(object.openStream())) {
            int left = MAX_BYTES;
            for (Optional<String> line = readLine(in, left); line.isPresent(); line = readLine(in, left)) {
                if (line.get().startsWith(label)) {
                    return line.get().substring(label.length());
                }
                left -= line.get().length() + 1;
            }
        }
        throw new IOException("corrupt object: no line \"" + label.strip() + "\"");
    }

    private static Optional<String> readLine(InputStream in, int max) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() >= max) {
                throw new IOException("object header of more than " + MAX_BYTES + " bytes");
            }
            line.write(b);
        }
        boolean endOfHeader = line.size() == 0;
        return endOfHeader ? Optional.empty() : Optional.of(line.toString(StandardCharsets.ISO_8859_1));
    }
}
