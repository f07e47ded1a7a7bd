package io.github.goproxy4j.source;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ModuleZip;
import io.github.goproxy4j.zip.ZipParts;
import io.github.goproxy4j.zip.ZipPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The zip of a version, that the rules allow, about to be written once. One thread at a time uses it. */
final class VersionZip implements SpooledZip.Writer {
    /** Below that, making a zip takes no longer than finding out whether there is one. */
    private static final long FEW_BYTES = 1 << 20;

    private final TreeReaders readers;
    private final ZipPlan plan;
    private @Nullable ZipParts parts;

    private VersionZip(TreeReaders readers, ZipPlan plan) {
        this.readers = readers;
        this.plan = plan;
    }

    /**
     * Finds the files and applies the rules to them. The caller closes the result.
     *
     * @throws ModuleAccessException if a rule refuses them
     */
    static VersionZip of(SourceRepository source, FrozenVersion version, SourceOptions options)
            throws ModuleAccessException, IOException {
        ObjectId commit = version.resolved().revision().id();
        String directory = version.resolved().directory().path();
        TreeReaders readers = new TreeReaders(source.openTree(commit, directory));
        boolean planned = false;
        try {
            ZipPlan plan =
                    ModuleZip.plan(version.id(), ZipFiles.of(source, commit, directory, readers), options.zipOptions());
            planned = true;
            return new VersionZip(readers, plan);
        } catch (InvalidZipException | ExportRefusedException e) {
            throw Refusal.because(ModuleAccessException.Reason.INVALID, e);
        } finally {
            if (!planned) {
                readers.close();
            }
        }
    }

    /** Whether it may be handed out while it is made: because it takes a while, and nothing can refuse it any more. */
    boolean mayBeSentEarly(SourceOptions options) {
        return plan.contentBytes() > FEW_BYTES && plan.maxZipBytes() <= options.maxZipBytes();
    }

    @Override
    public void write(OutputStream out) throws InvalidZipException, IOException {
        parts = plan.write(out);
    }

    @Override
    public Optional<ZipParts> parts() {
        return Optional.ofNullable(parts);
    }

    /** The hash of what was written. */
    ModuleHash hash() {
        return Objects.requireNonNull(parts, "nothing has been written").hash();
    }

    /** More than once without harm. */
    @Override
    public void close() {
        plan.close();
        readers.close();
    }
}
