package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The go.mod files of a repository: read as they were committed, never more than 16 MiB, and understood once per content.
 *
 * <p>What is at the path counts as {@code git cat-file blob} sees it: a symbolic link is a file that holds its target, a
 * directory or a submodule is no file.
 */
final class GoModFiles {
    static final String NAME = "go.mod";

    private static final int CAPACITY = 4096;
    private static final int LIMIT = Math.toIntExact(ZipLimits.MAX_GO_MOD_BYTES);

    private final SourceRepository source;
    private final BoundedCache<ObjectId, Optional<Scanned>> scanned = new BoundedCache<>(CAPACITY);
    private final BoundedCache<ObjectId, Optional<GoMod>> parsed = new BoundedCache<>(CAPACITY / 16);
    private final BoundedCache<ObjectId, Boolean> atRoot = new BoundedCache<>(CAPACITY);

    /** What is learnt from a file's bytes without parsing them; nothing from those of a file that is too large. */
    private record Scanned(Optional<String> declaredPath, ModuleHash hash) {
        static Scanned of(byte[] bytes) {
            return new Scanned(GoMod.scanModulePath(bytes), ModuleHash.ofGoMod(bytes));
        }
    }

    GoModFiles(SourceRepository source) {
        this.source = source;
    }

    /** Whether there is one at the root of a commit; the version list asks this of every major version's highest tag. */
    boolean existsAtRoot(ObjectId commit) throws IOException {
        Optional<Boolean> known = atRoot.find(commit);
        if (known.isEmpty()) {
            known = Optional.of(exists(commit, NAME));
            atRoot.keep(commit, known.get());
        }
        return known.get();
    }

    boolean exists(ObjectId commit, String path) throws IOException {
        return entry(commit, path).isPresent();
    }

    /** Finds the file at a path of a commit, the module path that its module line declares, and its hash. */
    Optional<GoModFile> find(ObjectId commit, String path) throws ModuleAccessException, IOException {
        Optional<SourceEntry> entry = entry(commit, path);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        ObjectId blob = entry.get().id();
        Optional<Optional<Scanned>> known = scanned.find(blob);
        if (known.isEmpty()) {
            known = Optional.of(readWithinLimit(entry.get()).map(Scanned::of));
            scanned.keep(blob, known.get());
        }
        Scanned found = known.get().orElseThrow(() -> tooLarge(entry.get()));
        return Optional.of(new GoModFile(entry.get(), found.declaredPath, found.hash));
    }

    /** Reads a file, whose bytes must still be those that it was found with. */
    byte[] read(GoModFile file) throws ModuleAccessException, IOException {
        byte[] bytes = read(file.entry());
        if (!ModuleHash.ofGoMod(bytes).equals(file.hash())) {
            throw new IOException("the content of object " + file.entry().id() + " has changed");
        }
        return bytes;
    }

    /** Parses a file in the lax way that Go parses those of other modules; empty if it has errors even so. */
    Optional<GoMod> parse(GoModFile file) throws ModuleAccessException, IOException {
        ObjectId blob = file.entry().id();
        Optional<Optional<GoMod>> known = parsed.find(blob);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<GoMod> goMod = parse(read(file));
        parsed.keep(blob, goMod);
        return goMod;
    }

    private static Optional<GoMod> parse(byte[] bytes) {
        try {
            return Optional.of(GoMod.parse(bytes));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<SourceEntry> entry(ObjectId commit, String path) throws IOException {
        return source.find(commit, path).filter(entry -> entry.kind() != SourceEntry.Kind.SUBMODULE);
    }

    private byte[] read(SourceEntry entry) throws ModuleAccessException, IOException {
        return readWithinLimit(entry).orElseThrow(() -> tooLarge(entry));
    }

    private Optional<byte[]> readWithinLimit(SourceEntry entry) throws IOException {
        try (InputStream in = source.open(entry)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            return bytes.length > LIMIT ? Optional.empty() : Optional.of(bytes);
        }
    }

    private static ModuleAccessException tooLarge(SourceEntry entry) {
        return Refusal.invalidVersion(entry.path() + " file too large (max size is " + LIMIT + " bytes)");
    }
}
