package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ContentId;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large zip is handed out while it is made, and is then the same as any other, or has no end. */
@Timeout(60)
class StreamedZipTest {
    private static final ModuleId ID = Modules.id("example.com/m", "v1.0.0");
    private static final String STORY = "== commit one\n-- go.mod --\nmodule example.com/m\n-- large.go --\n"
            + "// A line of a large file.\n".repeat(60_000) + "-- small.go --\npackage m\n== tag v1.0.0\n"
            + "== commit two\n-- go.mod --\nmodule example.com/m\n-- small.go --\npackage m2\n-- a:b --\n"
            + "// A line of a large file.\n".repeat(60_000) + "== tag v1.1.0\n";

    @TempDir
    Path directory;

    private final MemoryRepository memory = RepositoryStory.read(STORY);
    private final PublishedVersions published = PublishedVersions.inMemory();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> exported = new ConcurrentLinkedQueue<>();

    private SourceModuleRepository repository(SourceTrees.Export export, SourceOptions options) {
        SourceTrees source = new SourceTrees(
                memory,
                (tree, entry) -> {
                    exported.add(entry.path());
                    return export.export(tree, entry);
                },
                closed::countDown);
        return SourceModuleRepository.of(
                source, ModulePath.parse("example.com/m"), options.withTemporaryDirectory(directory), published);
    }

    private SourceModuleRepository repository(SourceTrees.Export export) {
        return repository(export, SourceOptions.DEFAULTS);
    }

    /** Lets nothing but go.mod be read before the latch is open. */
    private static SourceTrees.Export after(CountDownLatch latch) {
        return (tree, entry) -> {
            if (!entry.path().equals("go.mod")) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return tree.export(entry);
        };
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private ModuleHash hash(byte[] zip) throws IOException {
        Path file = Files.write(Files.createTempFile("m", ".zip"), zip);
        try {
            return ModuleHash.ofZip(file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void zip_large_isThereBeforeItIsMade_andHasItsSizeAfterwards() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ModuleFile zip = repository(after(start)).zip(ID)) {
            assertThat(zip.size()).isEmpty();
            assertThat(zip.tag()).isEmpty();
            PublishedVersion then = published.find(ID).orElseThrow();
            assertThat(then.commit()).isEqualTo(RepositoryStory.id("one"));
            assertThat(then.zip()).isEmpty();
            start.countDown();
            byte[] bytes = Modules.bytes(zip);
            zip.awaitSize();
            assertThat(zip.size()).hasValue(bytes.length);
            assertThat(zip.tag()).hasValue(StrongTag.of(bytes));
            assertThat(zip.lastModified()).hasValue(Instant.parse("2020-01-01T00:00:00Z"));
            assertThat(published.find(ID).orElseThrow().zip()).hasValue(hash(bytes));
            assertThat(zip.parts().map(ZipParts::hash)).hasValue(hash(bytes));
            assertThat(memory.openTrees).hasValue(0);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void zip_large_sameAsTheOneThatIsMadeWhole() throws Exception {
        byte[] whole;
        try (ModuleFile zip = repository(SourceTree::export, SourceOptions.DEFAULTS.withMaxZipBytes(1 << 20))
                .zip(ID)) {
            assertThat(zip.size()).isPresent();
            whole = Modules.bytes(zip);
        }
        try (ModuleFile zip = repository(SourceTree::export).zip(ID)) {
            assertThat(Modules.bytes(zip)).isEqualTo(whole);
        }
    }

    @Test
    void zip_largeThatMayBeTooLarge_isMadeWholeAndRefused() throws Exception {
        SourceModuleRepository repository =
                repository(SourceTree::export, SourceOptions.DEFAULTS.withMaxZipBytes(1_000));
        assertThat(Modules.refusal(() -> repository.zip(ID))).hasMessage("module zip file too large");
        assertThat(published.find(ID)).isEmpty();
        assertThat(memory.openTrees).hasValue(0);
        assertThat(left()).isEmpty();
    }

    @Test
    void zip_largeThatGoRefuses_isRefusedAtOnce() {
        SourceModuleRepository repository = repository(SourceTree::export);
        assertThat(Modules.refusal(() -> repository.zip(Modules.id("example.com/m", "v1.1.0"))))
                .hasMessageContaining("a:b: malformed file path");
        assertThat(memory.openTrees).hasValue(0);
    }

    @Test
    void zip_fileThatCannotBeRead_hasNoEnd_andIsNotPublished() throws Exception {
        SourceModuleRepository repository = repository((tree, entry) -> {
            if (entry.path().equals("small.go")) {
                throw new IOException("object missing");
            }
            return tree.export(entry);
        });
        try (ModuleFile zip = repository.zip(ID)) {
            assertThatIOException()
                    .isThrownBy(() -> Modules.bytes(zip))
                    .havingRootCause()
                    .withMessage("object missing");
            assertThatIOException().isThrownBy(zip::awaitSize);
            assertThat(zip.size()).isEmpty();
        }
        assertThat(published.find(ID).orElseThrow().zip()).isEmpty();
        assertThat(memory.openTrees).hasValue(0);
        assertThat(left()).isEmpty();
    }

    @Test
    void zip_publishedWithOtherContent_hasNoEnd() throws Exception {
        ModuleHash mod;
        ModuleHash other = ModuleHash.ofGoMod(MemoryRepository.bytes("other"));
        try (ModuleFile file = repository(SourceTree::export).mod(ID)) {
            mod = ModuleHash.ofGoMod(Modules.bytes(file));
        }
        PublishedVersion then = published.find(ID).orElseThrow();
        published.publish(ID, new PublishedVersion(then.commit(), then.time(), mod, Optional.of(other)));
        try (ModuleFile zip = repository(SourceTree::export).zip(ID)) {
            assertThatIOException()
                    .isThrownBy(() -> Modules.bytes(zip))
                    .havingRootCause()
                    .isInstanceOf(ModuleAccessException.class)
                    .withMessageContaining("another zip");
        }
    }

    @Test
    void close_beforeTheEnd_endsTheMaking() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ModuleFile zip = repository(after(start)).zip(ID);
        zip.close();
        start.countDown();
        closed.await();
        assertThat(memory.openTrees).hasValue(0);
        assertThat(published.find(ID).orElseThrow().zip()).isEmpty();
    }

    /** Copies all contents from a zip made before, by their ids. */
    @Test
    void zip_withReuse_readsOnlyWhatHasChanged() throws Exception {
        byte[] before;
        ZipParts parts;
        try (ModuleFile zip = repository(SourceTree::export).zip(ID)) {
            before = Modules.bytes(zip);
            zip.awaitSize();
            parts = zip.parts().orElseThrow();
        }
        assertThat(parts.contents()).extracting(ContentId::text).isNotEmpty();
        exported.clear();
        SourceOptions options =
                SourceOptions.DEFAULTS.withReuse(id -> Collections.singletonList(new ArrayZip(before, parts)));
        try (ModuleFile zip = repository(SourceTree::export, options).zip(ID)) {
            assertThat(hash(Modules.bytes(zip))).isEqualTo(hash(before));
        }
        assertThat(exported).containsOnly("go.mod");
    }

    private record ArrayZip(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes, ZipParts parts)
            implements io.github.goproxy4j.zip.ZipReuse.Zip {
        @Override
        public ReadableByteChannel open(long from, long length) {
            return Channels.newChannel(new java.io.ByteArrayInputStream(bytes, (int) from, (int) length));
        }

        @Override
        public void close() {}
    }
}
