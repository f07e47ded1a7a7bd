package io.github.goproxy4j.resolve;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads the go.mod file of a version to decide about others. */
final class GoModFile {
    private GoModFile() {}

    /**
     * Returns the bytes of a version's go.mod file.
     *
     * @return the bytes; empty if the repository is certain that there are none to be had
     * @throws ModuleAccessException if the repository refuses it to be read
     */
    static Optional<byte[]> read(GoModuleRepository modules, ModuleId id) throws ModuleAccessException, IOException {
        int limit = (int) ZipLimits.MAX_GO_MOD_BYTES;
        try (ModuleFile file = modules.mod(id);
                InputStream in = file.openStream(0)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException("the go.mod file of " + id + " is longer than " + limit + " bytes");
            }
            return Optional.of(bytes);
        } catch (ModuleAccessException e) {
            return switch (e.reason()) {
                case NOT_FOUND, INVALID, GONE -> Optional.empty();
                case UNAUTHENTICATED, FORBIDDEN -> throw e;
            };
        }
    }

    /** Tells whether a version was published with a go.mod file, or got the one that Go makes up for old projects. */
    static boolean isOwn(GoModuleRepository modules, ModuleId id) throws ModuleAccessException, IOException {
        Optional<byte[]> bytes = read(modules, id);
        return bytes.isEmpty() || !Arrays.equals(bytes.get(), GoMod.synthesize(id.path()));
    }
}
