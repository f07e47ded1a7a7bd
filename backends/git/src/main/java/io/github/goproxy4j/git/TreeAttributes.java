package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceLimitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The attributes that the {@code .gitattributes} files of one commit give to its files.
 *
 * <p>Only files of the commit count: not the {@code info/attributes} of the served repository, not the user's or the
 * machine's configuration. The {@code go} command likewise archives from a fresh clone of its own. Directories and paths
 * are byte text ({@link PathBytes#byteText}). Thread-safe once all files are noted.
 */
final class TreeAttributes implements AutoCloseable {
    private static final Map<String, List<Assignment>> BUILT_IN_MACROS =
            Map.of("binary", List.of(Assignment.unset("diff"), Assignment.unset("merge"), Assignment.unset("text")));

    private final ObjectReader reader;
    private final int maxBytes;
    private final Map<String, ObjectId> blobs = new HashMap<>();
    private final Map<String, AttributeFile> files = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Owns the reader, which nobody else uses. */
    TreeAttributes(ObjectReader reader, int maxBytes) {
        this.reader = reader;
        this.maxBytes = maxBytes;
    }

    /** Notes the {@code .gitattributes} of a directory; it is read when the first file below asks. */
    void found(String directory, ObjectId blob) {
        blobs.put(directory, blob);
    }

    /** Whether any line of any file sets an attribute. */
    boolean set(String attribute) throws IOException {
        for (String directory : blobs.keySet()) {
            AttributeFile file = file(directory);
            boolean found = Stream.concat(
                            file.rules().stream().map(AttributeFile.Rule::assignments), file.macros().values().stream())
                    .flatMap(List::stream)
                    .anyMatch(assignment ->
                            assignment.attribute().equals(attribute) && assignment.state() == Assignment.State.SET);
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Whether no file has any. */
    boolean isEmpty() {
        return blobs.isEmpty();
    }

    /** Returns what is assigned to a file, by attribute. */
    Map<String, Assignment> of(String path) throws IOException {
        if (isEmpty()) {
            return Map.of();
        }
        lock.lock();
        try {
            return assigned(path);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Assignment> assigned(String path) throws IOException {
        Map<String, Assignment> assigned = new HashMap<>();
        Map<String, List<Assignment>> macros = file("").macros();
        // The deepest directory comes first, and in a file the last line: who comes first wins.
        for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
            List<AttributeFile.Rule> rules =
                    file(slash < 0 ? "" : path.substring(0, slash)).rules();
            String below = path.substring(slash + 1);
            for (int i = rules.size() - 1; i >= 0; i--) {
                if (rules.get(i).pattern().matches(below)) {
                    assign(rules.get(i).assignments(), macros, assigned);
                }
            }
            if (slash <= 0) {
                return assigned;
            }
        }
    }

    /** Assigns what is not yet assigned, the last first, and goes into a macro as soon as it is set. */
    private static void assign(
            List<Assignment> assignments, Map<String, List<Assignment>> macros, Map<String, Assignment> assigned) {
        Deque<Iterator<Assignment>> open = new ArrayDeque<>();
        open.push(lastFirst(assignments));
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            Assignment next = open.peek().next();
            boolean isNew = assigned.putIfAbsent(next.attribute(), next) == null;
            if (isNew && next.state() == Assignment.State.SET) {
                List<Assignment> macro = macros.getOrDefault(
                        next.attribute(), BUILT_IN_MACROS.getOrDefault(next.attribute(), List.of()));
                open.push(lastFirst(macro));
            }
        }
    }

    private static Iterator<Assignment> lastFirst(List<Assignment> assignments) {
        List<Assignment> reversed = new ArrayList<>(assignments);
        Collections.reverse(reversed);
        return reversed.iterator();
    }

    private AttributeFile file(String directory) throws IOException {
        ObjectId blob = blobs.get(directory);
        if (blob == null) {
            return AttributeFile.EMPTY;
        }
        AttributeFile file = files.get(directory);
        if (file == null) {
            file = AttributeFile.parse(read(blob), directory.isEmpty());
            files.put(directory, file);
        }
        return file;
    }

    private String read(ObjectId blob) throws IOException {
        ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > maxBytes) {
            throw new SourceLimitException("a .gitattributes file of more than " + maxBytes + " bytes");
        }
        return new String(loader.getCachedBytes(maxBytes), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        reader.close();
    }
}
