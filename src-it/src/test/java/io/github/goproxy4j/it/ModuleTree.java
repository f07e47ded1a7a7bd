package io.github.goproxy4j.it;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A directory in the file layout of GOPROXY, written without the help of what is tested. */
final class ModuleTree {
    private final Path root;

    private ModuleTree(Path root) {
        this.root = root;
    }

    static ModuleTree of(Path root) {
        return new ModuleTree(root);
    }

    Path root() {
        return root;
    }

    ModuleTree module(String path, String version) throws IOException {
        return module(path, version, "data".getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a version with a go.mod and one file of data. */
    ModuleTree module(String path, String version, byte[] data) throws IOException {
        byte[] goMod = Fixtures.goMod(path).getBytes(StandardCharsets.UTF_8);
        write(path, version, ".info", "{\"Version\":\"" + version + "\",\"Time\":\"2026-01-02T03:04:05Z\"}");
        write(path, version, ".mod", new String(goMod, StandardCharsets.UTF_8));
        try (OutputStream out = Files.newOutputStream(file(path, version, ".zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(path + "@" + version + "/go.mod"));
            zip.write(goMod);
            zip.putNextEntry(new ZipEntry(path + "@" + version + "/data"));
            zip.write(data);
        }
        return this;
    }

    /** Writes one of a version's files, right or wrong. */
    ModuleTree write(String path, String version, String suffix, String text) throws IOException {
        Files.writeString(file(path, version, suffix), text);
        return this;
    }

    Path file(String path, String version, String suffix) throws IOException {
        Path directory = Files.createDirectories(
                root.resolve(ModulePath.parse(path).encoded()).resolve("@v"));
        return directory.resolve(ModuleVersion.parse(version).encoded() + suffix);
    }
}
