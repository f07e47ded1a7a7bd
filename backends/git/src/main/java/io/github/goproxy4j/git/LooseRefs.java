package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.Constants;

/**
 * The tags and branches that have files of their own, and the directories these are in.
 *
 * @param refs what was read, by full name
 * @param directories the stamps of all directories, taken before they were listed
 */
record LooseRefs(Map<String, Seen<RefValue>> refs, Map<Path, FileStamp> directories) {
    static final LooseRefs NONE = new LooseRefs(Map.of(), Map.of());

    /** Stands in a file's name for bytes that are no text. */
    private static final char REPLACEMENT = '\ufffd';

    private record Directory(Path path, String prefix, FileStamp stamp) {}

    /**
     * Reads the files that may have changed.
     *
     * @param common the directory that {@code refs} is in
     * @param before what was read last
     * @param start a time before this
     */
    static LooseRefs read(Path common, LooseRefs before, long start, LongSupplier clock) throws IOException {
        Map<String, Seen<RefValue>> refs = new HashMap<>();
        Map<Path, FileStamp> directories = new HashMap<>();
        Deque<Directory> open = new ArrayDeque<>();
        for (String prefix : List.of(Constants.R_TAGS, Constants.R_HEADS)) {
            Path path = common.resolve(prefix.substring(0, prefix.length() - 1));
            FileStamp stamp = FileStamp.of(path);
            directories.put(path, stamp);
            if (stamp.isDirectory()) {
                open.push(new Directory(path, prefix, stamp));
            } else if (stamp.isThere()) {
                // So it is in a repository whose refs have moved to a reftable since it was opened.
                throw new IOException("the refs are not in files any more");
            }
        }
        while (!open.isEmpty()) {
            Directory directory = open.pop();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.path())) {
                for (Path file : files) {
                    String name = directory.prefix() + file.getFileName();
                    FileStamp stamp = FileStamp.of(file);
                    if (stamp.isDirectory()) {
                        directories.put(file, stamp);
                        open.push(new Directory(file, name + "/", stamp));
                    } else if (stamp.isFile()
                            && name.indexOf(REPLACEMENT) < 0
                            && RefName.isValid(Constants.R_REFS, name.substring(Constants.R_REFS.length()))) {
                        refs.put(
                                name,
                                Seen.of(
                                        before.refs.get(name),
                                        file,
                                        stamp,
                                        start,
                                        clock,
                                        (path, last) -> RefValue.read(path)));
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return new LooseRefs(refs, directories);
    }

    /** Whether all names say the same as in others. */
    boolean saySameAs(LooseRefs others) {
        if (refs.size() != others.refs.size()) {
            return false;
        }
        for (Map.Entry<String, Seen<RefValue>> ref : refs.entrySet()) {
            Seen<RefValue> other = others.refs.get(ref.getKey());
            if (other == null || !other.value().equals(ref.getValue().value())) {
                return false;
            }
        }
        return true;
    }
}
