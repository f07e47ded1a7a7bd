package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filled module cache becomes the content of a store, except for what is not whole. */
final class SeedTest {
    private static final SampleVersion V1 = SampleVersion.of("example.com/Upper/m", "v1.0.0");
    private static final SampleVersion V2 = SampleVersion.of("example.com/Upper/m", "v1.1.0");
    private static final SampleVersion RC = SampleVersion.of("example.com/n", "v1.0.0-RC1");

    @TempDir
    Path directory;

    private final TestSources sources = new TestSources();
    private Path download;
    private DiskStore store;

    @BeforeEach
    void open() throws Exception {
        download = directory.resolve("download");
        store = DiskStore.open(
                directory.resolve("store"), DiskStoreOptions.defaults().withMaxBytes(60_000));
        store.connect(sources);
        store.awaitCleaning();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path publish(SampleVersion version, StoredFile... kinds) throws IOException {
        Path versions = download.resolve(version.name().id().path().encoded()).resolve("@v");
        Files.createDirectories(versions);
        String stem = version.name().id().version().encoded();
        for (StoredFile kind : kinds) {
            byte[] bytes = switch (kind) {
                case INFO -> version.info();
                case MOD -> version.mod();
                case ZIP -> version.zip();
                case ZIPHASH -> version.hash().text().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                case PARTS -> version.parts().toBytes();
            };
            Files.write(versions.resolve(stem + kind.suffix()), bytes);
        }
        Files.writeString(versions.resolve(stem + ".lock"), "");
        Files.writeString(versions.resolve("list"), stem + "\n");
        return versions.resolve(stem + ".zip");
    }

    @Test
    void seed_moduleCache_isKeptWithItsBytes() throws Exception {
        publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP, StoredFile.ZIPHASH);
        publish(RC, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP, StoredFile.ZIPHASH);
        publish(V2, StoredFile.INFO, StoredFile.MOD);
        Path sumdb = Files.createDirectories(download.resolve("sumdb/example.com/@v"));
        Files.write(sumdb.resolve("v1.0.0.zip"), new byte[1]);
        SeedReport report = store.seed("p", download);
        assertThat(report).isEqualTo(new SeedReport(2, List.of()));
        V1.assertWholeIn(store);
        RC.assertWholeIn(store);
        V2.assertAbsentIn(store);
        assertThat(store.seed("p", download).kept()).isEqualTo(2);
        assertThat(new StoreFiles(directory.resolve("store")).temporary()).isEmpty();
    }

    @Test
    void seed_treeWithoutHashes_isKept() throws Exception {
        publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP);
        assertThat(store.seed("p", download).kept()).isEqualTo(1);
        V1.assertWholeIn(store);
        assertThat(new StoreFiles(directory.resolve("store")).of(V1, StoredFile.ZIPHASH))
                .hasContent(V1.hash().text());
    }

    @Test
    void seed_zipThatIsNotWhatItsHashSays_isRefused() throws Exception {
        Path zip = publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP, StoredFile.ZIPHASH);
        Files.write(zip, V2.zip());
        publish(V2, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP, StoredFile.ZIPHASH);
        SeedReport report = store.seed("p", download);
        assertThat(report.kept()).isEqualTo(1);
        assertThat(report.refused()).singleElement().asString().contains("example.com/Upper/m@v1.0.0");
        V1.assertAbsentIn(store);
        V2.assertWholeIn(store);
    }

    @Test
    void seed_zipOfAnotherContentThanIsKept_isRefused_othersAreTaken() throws Exception {
        V1.keepIn(store);
        Path zip = publish(V1, StoredFile.INFO, StoredFile.ZIP);
        Files.writeString(zip.resolveSibling("v1.0.0.mod"), "module example.com/other\n");
        publish(RC, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP);
        SeedReport report = store.seed("p", download);
        assertThat(report.kept()).isEqualTo(1);
        assertThat(report.refused()).singleElement().asString().contains("kept already with another content");
        V1.assertWholeIn(store);
        RC.assertWholeIn(store);
    }

    @Test
    void seed_zipOfAnotherVersion_isRefused() throws Exception {
        Path zip = publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP);
        Files.write(zip, RC.zip());
        SeedReport report = store.seed("p", download);
        assertThat(report.kept()).isZero();
        assertThat(report.refused()).singleElement().asString().contains("does not begin with");
        V1.assertAbsentIn(store);
    }

    @Test
    void seed_damagedOrIncompleteVersions_areRefused() throws Exception {
        Path zip = publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP);
        Files.write(zip, java.util.Arrays.copyOf(V1.zip(), 100));
        publish(V2, StoredFile.INFO, StoredFile.ZIP);
        Files.write(zip.resolveSibling("latest.zip"), V1.zip());
        assertThat(store.seed("p", download).refused()).hasSize(3);
        assertThat(new StoreFiles(directory.resolve("store")).below("modules")).isEmpty();
    }

    @Test
    void seeds_areNeverEvictedOrRemoved_andIndependentOfTheirOrigin() throws Exception {
        Path zip = publish(V1, StoredFile.INFO, StoredFile.MOD, StoredFile.ZIP, StoredFile.ZIPHASH);
        store.seed("p", download);
        Files.write(zip, new byte[1]);
        for (int i = 2; i < 20; i++) {
            SampleVersion.of("example.com/Upper/m", "v1." + i + ".0").keepIn(store);
        }
        store.remove(V1.name());
        V1.assertWholeIn(store);
    }
}
