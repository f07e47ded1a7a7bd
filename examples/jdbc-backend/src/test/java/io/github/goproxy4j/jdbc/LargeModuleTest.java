package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A zip more than three times as large as the heap passes through the publisher, the database and the server. */
class LargeModuleTest {
    private static final ModuleId ID = SmallModule.id("big.example.com/m", "v1.0.0");
    private static final long FILE = 110L << 20;

    @TempDir
    static Path directory;

    private static Path zip;

    /** Two files of random bytes, of which DEFLATE makes nothing smaller. */
    @BeforeAll
    static void makeZip() throws IOException {
        zip = directory.resolve("big.zip");
        byte[] block = new byte[1 << 16];
        Random random = new Random(42);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.setLevel(Deflater.BEST_SPEED);
            entries.putNextEntry(new ZipEntry(ID + "/go.mod"));
            entries.write(("module " + ID.path() + "\n").getBytes(StandardCharsets.UTF_8));
            for (int file = 0; file < 2; file++) {
                entries.putNextEntry(new ZipEntry(ID + "/noise" + file + ".bin"));
                for (long written = 0; written < FILE; written += block.length) {
                    random.nextBytes(block);
                    entries.write(block);
                }
            }
        }
        assertThat(Files.size(zip)).isGreaterThan(200L << 20);
    }

    @ParameterizedTest
    @EnumSource
    void zipOf220MiB_publishedAndServedWithAHeapOf64MiB_isTheSame(TestDatabase.Kind kind) throws Exception {
        Path home = Files.createTempDirectory(directory, "db");
        try (TestDatabase database = kind.open(home)) {
            database.pool().close(); // an H2 file belongs to one process at a time
            String said = BackendProcess.run(home, arguments(database, zip.toString()));
            assertThat(said).startsWith("published " + ID + " h1:");
            try (BackendProcess server = BackendProcess.serve(home, database.url())) {
                String url = server.url() + "/" + ID.path() + "/@v/" + ID.version() + ".zip";
                HttpResponse<InputStream> whole = get(HttpRequest.newBuilder(URI.create(url)));
                assertThat(whole.statusCode()).isEqualTo(200);
                try (InputStream stored = Files.newInputStream(zip)) {
                    assertThat(sha256(whole.body())).isEqualTo(sha256(stored));
                }
                HttpResponse<InputStream> end =
                        get(HttpRequest.newBuilder(URI.create(url)).header("Range", "bytes=-1000"));
                assertThat(end.statusCode()).isEqualTo(206);
                try (InputStream stored = Files.newInputStream(zip)) {
                    stored.skipNBytes(Files.size(zip) - 1000);
                    assertThat(end.body().readAllBytes()).isEqualTo(stored.readAllBytes());
                }
                assertThat(server.log()).isEmpty();
            }
        }
    }

    private static String[] arguments(TestDatabase database, String source) {
        return new String[] {
            "publish",
            "--db",
            database.url(),
            "--module",
            ID.path().toString(),
            "--version",
            ID.version().toString(),
            source
        };
    }

    private static HttpResponse<InputStream> get(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static byte[] sha256(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream read = new DigestInputStream(in, digest)) {
            read.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }
}
