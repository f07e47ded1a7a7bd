package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stamps of all files and directories that git changes with any ref: as long as they are the same, so are the refs.
 *
 * <p>Git and JGit never write into a ref's file, {@code HEAD} or {@code packed-refs}: they rename another file over it, which
 * changes the directory. So the directories stand for the files in them.
 *
 * @param files the stamps by path
 */
record RefStamp(Map<Path, FileStamp> files) {
    /** Copies the map. */
    RefStamp {
        files = Map.copyOf(files);
    }

    /** Whether nothing has another stamp now. */
    boolean isCurrent() throws IOException {
        for (Map.Entry<Path, FileStamp> file : files.entrySet()) {
            if (!FileStamp.of(file.getKey()).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** How many nanoseconds after it was first seen it says that nothing has changed. */
    long settlesIn() {
        long longest = 0;
        for (FileStamp file : files.values()) {
            longest = Math.max(longest, file.settlesIn());
        }
        return longest;
    }
}
