package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A version that every client accepts: its zip in a temporary file of its own, where nobody changes it after the check, and
 * its go.mod.
 */
public final class CheckedModule implements AutoCloseable {
    private static final long MAX_ZIP = 500L << 20;
    private static final int MAX_NAME = 1000;
    private static final int MAX_VERSION = 250;

    private final ModuleId id;
    private final Path zip;
    private final ModuleHash hash;
    private final byte[] mod;

    private CheckedModule(ModuleId id, Path zip, ModuleHash hash, byte[] mod) {
        this.id = id;
        this.zip = zip;
        this.hash = hash;
        this.mod = mod;
    }

    /**
     * Makes a zip of a directory, or copies a finished one, and checks it by Go's rules.
     *
     * @param id the module and version
     * @param source a module's root directory, or a module zip
     * @return the module, which the caller closes
     * @throws PublishException if Go's rules refuse it
     * @throws IOException if it cannot be read
     */
    public static CheckedModule of(ModuleId id, Path source) throws PublishException, IOException {
        Path zip = Files.createTempFile("goproxy4j-", ".zip");
        boolean checked = false;
        try {
            checkNames(id);
            ModuleHash hash = fill(zip, id, source);
            CheckedModule module = new CheckedModule(id, zip, hash, goMod(id, zip));
            checked = true;
            return module;
        } catch (InvalidZipException | ModuleSyntaxException e) {
            throw new PublishException(id + ": " + e.getMessage(), e);
        } finally {
            if (!checked) {
                Files.delete(zip);
            }
        }
    }

    /** The names of the table's key have a length, and a module that go cannot ask for would help nobody. */
    private static void checkNames(ModuleId id) throws PublishException {
        id.path().requireFetchable();
        if (id.path().toString().length() > MAX_NAME || id.version().toString().length() > MAX_VERSION) {
            throw new PublishException(
                    "a module path has at most " + MAX_NAME + " characters here, and a version " + MAX_VERSION);
        }
    }

    private static ModuleHash fill(Path zip, ModuleId id, Path source)
            throws InvalidZipException, PublishException, IOException {
        if (Files.isDirectory(source)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
                return ModuleZip.writeDirectory(id, source, out);
            }
        }
        if (Files.size(source) > MAX_ZIP) {
            throw new PublishException(id + ": module zip file is too large (max size is " + MAX_ZIP + " bytes)");
        }
        try (OutputStream out = Files.newOutputStream(zip)) {
            Files.copy(source, out);
        }
        ModuleZip.check(id, zip).requireValid();
        return ModuleHash.ofZip(zip); // reads every byte, so a damaged entry is found here
    }

    /** Returns what is in the zip, or what go makes up for a module that is older than go.mod files. */
    private static byte[] goMod(ModuleId id, Path zip) throws PublishException, IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry entry = file.getEntry(id + "/go.mod");
            if (entry == null) {
                if (!id.path().pathMajor().isEmpty() && !id.path().isGopkgIn()) {
                    throw new PublishException(id + ": a module of " + id.path().major() + " needs a go.mod file");
                }
                return GoMod.synthesize(id.path());
            }
            try (InputStream in = file.getInputStream(entry)) {
                return checkedGoMod(id, in.readAllBytes());
            }
        }
    }

    private static byte[] checkedGoMod(ModuleId id, byte[] mod) throws PublishException {
        Optional<String> path = GoMod.scanModulePath(mod);
        if (!path.equals(Optional.of(id.path().toString()))) {
            throw new PublishException(
                    id + ": go.mod " + path.map(p -> "says module path " + p).orElse("has no module line"));
        }
        if (id.version().isIncompatible()) {
            throw new PublishException(id + ": a module that has a go.mod file has no +incompatible versions");
        }
        return mod;
    }

    /**
     * Returns what it is.
     *
     * @return the module and version
     */
    public ModuleId id() {
        return id;
    }

    /**
     * Returns the hash that go.sum has of it, by which two zips are the same version or not.
     *
     * @return the hash of the zip
     */
    public ModuleHash hash() {
        return hash;
    }

    byte[] mod() {
        return mod;
    }

    Path zip() {
        return zip;
    }

    /** Deletes the temporary file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(zip);
    }
}
