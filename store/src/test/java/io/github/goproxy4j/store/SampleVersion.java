package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ContentId;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A version whose files follow from its name, so that whoever reads it knows what it must have. */
@SuppressWarnings("ArrayRecordComponent")
record SampleVersion(StoredVersion name, byte[] info, byte[] mod, byte[] zip, ModuleHash hash) {
    static SampleVersion of(String project, String module, String version) {
        return of(project, module, version, 10_000, Deflater.DEFAULT_COMPRESSION);
    }

    static SampleVersion of(String module, String version) {
        return of("p", module, version);
    }

    /** The level of compression changes the bytes of the zip, and not its hash. */
    static SampleVersion of(String project, String module, String version, int size, int level) {
        ModuleId id = new ModuleId(ModulePath.parse(module), ModuleVersion.parse(version));
        byte[] info = ("{\"Version\":\"" + version + "\",\"Time\":\"2026-01-02T03:04:05Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] mod = ("module " + module + "\n\n// " + version + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[size];
        new Random(id.toString().hashCode()).nextBytes(content);
        for (int i = 0; i < size; i += 2) {
            // Half of it compresses, so that levels differ.
            content[i] = 'a';
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(level);
            add(out, id + "/go.mod", mod);
            add(out, id + "/m.go", ("package m\n\n// " + version + "\n").getBytes(StandardCharsets.UTF_8));
            add(out, id + "/data.bin", content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] zip = bytes.toByteArray();
        return new SampleVersion(new StoredVersion(project, id), info, mod, zip, hash(zip));
    }

    private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2020, 1, 2, 3, 4));
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    static ModuleHash hash(byte[] zip) {
        try {
            Path file = Files.createTempFile("sample", ".zip");
            try {
                Files.write(file, zip);
                return ModuleHash.ofZip(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StoredVersion in(String project) {
        return new StoredVersion(project, name.id());
    }

    ZipParts parts() {
        return ZipParts.of(
                hash,
                Map.of(new ContentId("c" + name.id().version()), new ZipParts.Part(1, 2, true, 3, 4, new byte[32], 5)));
    }

    void keepIn(ModuleStore store) throws IOException {
        try (ModuleStore.Draft draft = store.begin(name)) {
            write(draft);
            draft.commit(info, mod, hash, Optional.of(parts()));
        }
    }

    void keepPartly(ModuleStore store) throws IOException {
        try (ModuleStore.Draft draft = store.begin(name)) {
            draft.commit(info, mod);
        }
    }

    void write(ModuleStore.Draft draft) throws IOException {
        FileChannel channel = draft.zip();
        ByteBuffer buffer = ByteBuffer.wrap(zip);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    byte[] bytes(VersionFile file) {
        return switch (file) {
            case INFO -> info;
            case MOD -> mod;
            case ZIP -> zip;
        };
    }

    static Optional<byte[]> read(ModuleStore store, StoredVersion name, VersionFile file) throws IOException {
        Optional<ModuleFile> found = store.find(name, file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleFile lease = found.get();
                InputStream in = lease.openStream(0)) {
            return Optional.of(in.readAllBytes());
        }
    }

    void assertWholeIn(ModuleStore store) throws IOException {
        for (VersionFile file : VersionFile.values()) {
            assertThat(read(store, name, file).orElseThrow())
                    .as("%s of %s", file, name)
                    .isEqualTo(bytes(file));
        }
    }

    void assertAbsentIn(ModuleStore store) throws IOException {
        for (VersionFile file : VersionFile.values()) {
            assertThat(read(store, name, file)).as("%s of %s", file, name).isEmpty();
        }
    }
}
