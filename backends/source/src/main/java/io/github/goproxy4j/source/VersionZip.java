package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the zip of a version, and knows its hash afterwards. One thread uses it, once. */
final class VersionZip implements SpooledZip.Writer {
    private final SourceRepository source;
    private final ModuleId id;
    private final ResolvedVersion version;
    private @Nullable ModuleHash hash;

    VersionZip(SourceRepository source, ModuleId id, ResolvedVersion version) {
        this.source = source;
        this.id = id;
        this.version = version;
    }

    @Override
    public void write(OutputStream out) throws InvalidZipException, ModuleAccessException, IOException {
        ObjectId commit = version.revision().id();
        String directory = version.directory().path();
        try (SourceTree tree = source.openTree(commit, directory)) {
            hash = ModuleZip.write(id, ZipFiles.of(source, commit, directory, tree), out);
        }
    }

    /** The hash of what was written. */
    ModuleHash hash() {
        return Objects.requireNonNull(hash, "nothing has been written");
    }
}
