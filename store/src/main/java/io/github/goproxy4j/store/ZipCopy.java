package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GrowingFile;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipLimits;
import io.github.goproxy4j.zip.ZipParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Copies a repository's zip into a store's draft while callers read it.
 *
 * <p>The end of the file is told to them as soon as it is known to be right: it has the length the repository says, and no
 * other process has put another zip of the version into the store meanwhile. What the disk needs to keep it comes after that.
 */
final class ZipCopy {
    private static final int BLOCK = 1 << 17;

    /** The store's part of the work has failed. */
    private static final class NotKeptException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        NotKeptException(Exception cause) {
            super("the zip cannot be kept", cause);
        }
    }

    /** What is kept next to the zip. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Texts(byte[] info, byte[] mod) {}

    private final ZipFlight flight;
    private final SharedFile shared;
    private final ModuleStore.Draft draft;
    private final GrowingFile growing;
    private final MessageDigest digest = sha256();

    /** Once it is true, it stays so; never after the copy was finished. */
    private volatile boolean isLost;

    private long copied;

    /** The copy's content while it may be kept in memory. */
    private @Nullable ByteArrayOutputStream small = new ByteArrayOutputStream();

    private ZipCopy(ZipFlight flight, SharedFile shared, ModuleStore.Draft draft, FileChannel channel) {
        this.flight = flight;
        this.shared = shared;
        this.draft = draft;
        this.growing = GrowingFile.of(channel, draft::reopenZip, flight::cancel);
    }

    /** Begins a copy; empty if the store cannot take one. */
    static Optional<ZipCopy> begin(ZipFlight flight, SharedFile shared, ModuleStore.Draft draft) {
        try {
            return Optional.of(new ZipCopy(flight, shared, draft, draft.zip()));
        } catch (IOException | RuntimeException e) {
            flight.flights().kept().failed(e);
            return Optional.empty();
        }
    }

    /** Serves, copies and keeps the zip. */
    void run() throws ModuleAccessException, IOException {
        Optional<ModuleFile> mine = shared.lease();
        if (mine.isEmpty()) {
            return;
        }
        Exception cause = new IOException("the zip was not made");
        boolean needsOriginal = false;
        try (ModuleFile held = mine.get()) {
            flight.offer(this::lease);
            copyAndKeep(held, texts());
            needsOriginal = true;
        } catch (NotKeptException e) {
            isLost = true;
            needsOriginal = true;
            cause = e;
            if (!flight.isOver()) {
                flight.flights().kept().failed(e);
            }
        } catch (IOException | RuntimeException e) {
            cause = e;
        } finally {
            // Whatever has happened, an error of the JVM as well: nobody waits for ever.
            end(cause, needsOriginal);
        }
    }

    private void end(Exception cause, boolean needsOriginal) {
        try {
            growing.fail(cause);
        } finally {
            try {
                if (!needsOriginal) {
                    shared.end();
                }
            } finally {
                flight.end();
            }
        }
    }

    private Optional<ModuleFile> lease() {
        Optional<ModuleFile> original = shared.lease();
        Optional<ModuleFile> copy;
        try {
            copy = growing.lease();
        } catch (IOException | RuntimeException e) {
            flight.flights().kept().failed(e);
            return original;
        }
        if (copy.isEmpty() && !isLost) {
            original.ifPresent(ModuleFile::close);
            return Optional.empty();
        }
        if (copy.isPresent() && original.isPresent()) {
            return Optional.of(new CopiedFile(copy.get(), original.get(), () -> isLost));
        }
        return copy.or(() -> original);
    }

    private void copyAndKeep(ModuleFile file, CompletableFuture<Texts> texts) throws IOException {
        copy(file, growing.output());
        file.awaitSize();
        if (file.size().orElse(copied) != copied) {
            throw new IOException("the zip has " + copied + " bytes, and should have "
                    + file.size().getAsLong());
        }
        Optional<ZipParts> parts = file.parts();
        Optional<ModuleFile> keeper = keeper();
        if (keeper.isEmpty()) {
            throw new IOException("nobody waits for the zip any more");
        }
        try {
            boolean isKept = requireSameAsKept(file, parts);
            growing.finish(StrongTag.ofDigest(digest.digest()), lastModified(file), parts);
            if (small != null) {
                flight.flights().keepInMemory(flight.version(), ModuleBytes.of(small.toByteArray()));
            }
            if (!isKept) {
                keep(texts, parts);
            }
        } finally {
            keeper.get().close();
        }
    }

    /** Without a lease of its own the file would be closed under the store's hands. */
    private Optional<ModuleFile> keeper() throws IOException {
        try {
            return growing.lease();
        } catch (IOException e) {
            throw new NotKeptException(e);
        }
    }

    private void copy(ModuleFile file, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        int limit = flight.flights().options().maxZipBytes();
        try (InputStream in = file.openStream(0)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                digest.update(block, 0, count);
                copied += count;
                if (small != null && copied <= limit) {
                    small.write(block, 0, count);
                } else {
                    small = null;
                }
                try {
                    out.write(block, 0, count);
                } catch (IOException e) {
                    throw new NotKeptException(e);
                }
            }
        }
    }

    /** Another process may have kept the version meanwhile: its zip must have the same content. */
    private boolean requireSameAsKept(ModuleFile file, Optional<ZipParts> parts) throws IOException {
        Optional<ModuleFile> found = flight.flights().kept().find(flight.version(), VersionFile.ZIP);
        if (found.isEmpty()) {
            Optional<ModuleHash> before = flight.flights().kept().hash(flight.version());
            if (before.isPresent() && !before.equals(Optional.of(hash(parts)))) {
                throw new IOException("another zip of " + flight.version().id() + " was kept before");
            }
            return false;
        }
        try (ModuleFile kept = found.get()) {
            Optional<ModuleHash> there = kept.parts().map(ZipParts::hash);
            boolean isSame = there.isEmpty() && kept.path().isEmpty()
                    ? hasSameBytes(kept, file)
                    : hash(parts)
                            .equals(
                                    there.isPresent()
                                            ? there.get()
                                            : ModuleHash.ofZip(kept.path().get()));
            if (!isSame) {
                throw new IOException("another zip of " + flight.version().id() + " is kept already");
            }
            return true;
        }
    }

    private static boolean hasSameBytes(ModuleFile kept, ModuleFile file) throws IOException {
        try (InputStream there = kept.openStream(0);
                InputStream here = file.openStream(0)) {
            byte[] theirs = new byte[BLOCK];
            byte[] ours = new byte[BLOCK];
            int count;
            do {
                count = there.readNBytes(theirs, 0, BLOCK);
                if (here.readNBytes(ours, 0, BLOCK) != count || !Arrays.equals(theirs, 0, count, ours, 0, count)) {
                    return false;
                }
            } while (count == BLOCK);
            return true;
        }
    }

    private ModuleHash hash(Optional<ZipParts> parts) throws IOException {
        if (parts.isPresent()) {
            return parts.get().hash();
        }
        try (FileChannel zip = draft.reopenZip()) {
            return ModuleHash.ofZip(zip);
        }
    }

    private Instant lastModified(ModuleFile file) {
        return file.lastModified().orElseGet(flight.flights().clock()::instant);
    }

    /** Whatever fails from here on: the callers have the right bytes. */
    private void keep(CompletableFuture<Texts> texts, Optional<ZipParts> parts) {
        try {
            Texts known = Flights.await(texts);
            draft.commit(known.info(), known.mod(), hash(parts), parts);
        } catch (IOException | RuntimeException e) {
            if (e instanceof FileAlreadyExistsException) {
                flight.flights().forget(flight.version());
            }
            flight.flights().kept().failed(e.getCause() instanceof Exception cause ? cause : e);
        }
    }

    /** Asks for the version's other files while the zip is copied. */
    private CompletableFuture<Texts> texts() {
        CompletableFuture<Texts> texts = new CompletableFuture<>();
        try {
            flight.flights().workers().texts().execute(() -> {
                try {
                    texts.complete(askForTexts());
                } catch (ModuleAccessException | IOException | RuntimeException | Error e) {
                    texts.completeExceptionally(e);
                }
            });
        } catch (RuntimeException | Error e) {
            texts.completeExceptionally(e);
        }
        return texts;
    }

    private Texts askForTexts() throws ModuleAccessException, IOException {
        ModuleId id = flight.version().id();
        ModuleInfo info = flight.modules().info(id.path(), new VersionQuery.Exact(id.version()));
        if (!info.version().equals(Optional.of(id.version()))) {
            throw new IOException("the info of " + id + " does not say its version");
        }
        try (ModuleFile mod = flight.modules().mod(id)) {
            return new Texts(info.toJson(), KeptFiles.all(mod, (int) ZipLimits.MAX_GO_MOD_BYTES));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
