package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zips of the versions next to one are offered for its making. */
final class NeighbourZipsTest {
    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock();
    private DiskStore store;

    @BeforeEach
    void open() throws Exception {
        store = DiskStore.open(directory, DiskStoreOptions.defaults().withClock(clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void keep(String... versions) throws IOException {
        for (String version : versions) {
            clock.advance(Duration.ofMinutes(1));
            SampleVersion.of("example.com/m", version).keepIn(store);
        }
    }

    private List<String> like(String version) throws IOException {
        List<String> versions = new ArrayList<>();
        ModuleId id = new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse(version));
        for (ZipReuse.Zip zip : store.reuse("p").like(id)) {
            try (zip) {
                String content = zip.parts().contents().iterator().next().text();
                versions.add(content.substring(1));
                byte[] expected =
                        SampleVersion.of("example.com/m", content.substring(1)).zip();
                ByteBuffer part = ByteBuffer.allocate(200);
                try (ReadableByteChannel channel = zip.open(10, 100)) {
                    while (channel.read(part) >= 0) {
                        assertThat(part.position()).isLessThanOrEqualTo(100);
                    }
                }
                assertThat(part.flip()).isEqualTo(ByteBuffer.wrap(expected, 10, 100));
            }
        }
        return versions;
    }

    @Test
    void like_returnsTheNextLowerAndHigherFirst_thenTheLastUsed() throws Exception {
        keep("v1.8.0", "v1.9.0", "v1.10.0", "v1.12.0", "v1.13.0", "v1.14.0");
        assertThat(like("v1.11.0")).containsExactly("v1.10.0", "v1.12.0", "v1.14.0");
        clock.advance(Duration.ofMinutes(1));
        SampleVersion.of("example.com/m", "v1.8.0").assertWholeIn(store);
        store.close();
        openAgain();
        assertThat(like("v1.11.0")).containsExactly("v1.10.0", "v1.12.0", "v1.8.0");
        assertThat(like("v1.10.0")).startsWith("v1.9.0", "v1.12.0");
        assertThat(like("v2.0.0+incompatible")).startsWith("v1.14.0").hasSize(3);
    }

    private void openAgain() throws IOException {
        store = DiskStore.open(directory, DiskStoreOptions.defaults().withClock(clock));
    }

    @Test
    void like_withoutVersionsOrTables_isEmpty() throws Exception {
        assertThat(like("v1.0.0")).isEmpty();
        SampleVersion plain = SampleVersion.of("example.com/m", "v1.1.0");
        try (ModuleStore.Draft draft = store.begin(plain.name())) {
            plain.write(draft);
            draft.commit(plain.info(), plain.mod(), plain.hash(), Optional.empty());
        }
        assertThat(like("v1.0.0")).isEmpty();
        assertThat(store.reuse("other").like(plain.name().id())).isEmpty();
    }

    @Test
    void like_damagedZip_isLeftOut() throws Exception {
        keep("v1.0.0", "v1.2.0");
        Files.write(
                new StoreLayout(directory)
                        .file(SampleVersion.of("example.com/m", "v1.0.0").name(), StoredFile.ZIP),
                new byte[1]);
        assertThat(like("v1.1.0")).containsExactly("v1.2.0");
    }
}
