package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Opens the content of files so that the heap stays small: what is stored whole is inflated while it is read, and a large
 * delta is put together on the disk.
 *
 * @param objects the repository's own directory of objects
 * @param limits how large a delta may be
 */
record BlobReader(Path objects, GitLimits limits) {
    /** Opens a file as it was committed. The caller closes the stream, before the reader. */
    InputStream open(ObjectReader reader, ObjectId blob) throws IOException {
        if (reader.getObjectSize(blob, Constants.OBJ_BLOB) > limits.heapDeltaBytes()) {
            Optional<InputStream> delta = delta(reader, blob);
            if (delta.isPresent()) {
                return delta.get();
            }
        }
        try {
            return reader.open(blob, Constants.OBJ_BLOB).openStream();
        } catch (LargeObjectException e) {
            // JGit has a limit of its own, see GitRuntime.boundMemory().
            return delta(reader, blob).orElseThrow(() -> new IOException("a git object does not fit into the heap", e));
        }
    }

    private Optional<InputStream> delta(ObjectReader reader, ObjectId blob) throws IOException {
        return DeltaChain.open(ObjectDirectories.find(objects), reader, blob, limits.deltaBytes());
    }
}
