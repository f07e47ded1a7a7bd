package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One damaged object of a pack cannot be read, every other one can, and so can that one when it is whole again. */
@Timeout(60)
class DamagedPackTest {
    private static final int SIZE = 50_000;

    @TempDir
    Path directory;

    private ObjectId first;
    private ObjectId second;
    private Path pack;
    private long damage;
    private GitSourceRepository source;

    @BeforeEach
    void damage() throws Exception {
        byte[] random = new byte[SIZE];
        new Random(5).nextBytes(random);
        try (TestRepository repository = TestRepository.create(directory.resolve("r.git"))) {
            first = repository.commit(Map.of("good", "good\n"));
            second = repository.commit(
                    Map.of("good", "good\n", "bad", new String(random, StandardCharsets.ISO_8859_1)), first);
            repository.ref("refs/heads/master", second);
            GC gc = new GC((FileRepository) repository.jgit());
            gc.setExpireAgeMillis(0);
            gc.gc().get();
        }
        try (Stream<Path> packs = Files.list(directory.resolve("r.git/objects/pack"))) {
            pack = packs.filter(file -> file.toString().endsWith(".pack"))
                    .findAny()
                    .orElseThrow();
        }
        // Random bytes do not compress, so they are most of the file.
        damage = Files.size(pack) / 2;
        flip();
        // JGit looks again on its own where a directory is so new that it may have changed unseen.
        Files.setLastModifiedTime(pack.getParent(), FileTime.from(TestRepository.START));
        source = GitSourceRepository.open(directory.resolve("r.git"));
    }

    @AfterEach
    void close() {
        source.close();
    }

    private void flip() throws IOException {
        assertThat(pack.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.seek(damage);
            int changed = file.read() ^ 0x55;
            file.seek(damage);
            file.write(changed);
        }
    }

    private byte[] read(String name) throws IOException {
        SourceEntry entry = source.find(id(second), name).orElseThrow();
        try (InputStream in = source.open(entry)) {
            return in.readAllBytes();
        }
    }

    private byte[] export(String name) throws IOException {
        try (SourceTree tree = source.openTree(id(second), "")) {
            SourceEntry entry = tree.entries().stream()
                    .filter(e -> e.path().equals(name))
                    .findAny()
                    .orElseThrow();
            try (InputStream in = tree.export(entry)) {
                return in.readAllBytes();
            }
        }
    }

    @Test
    void damagedObject_isAnError_andHidesNoOther() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThatIOException().isThrownBy(() -> read("bad"));
            assertThat(read("good")).asString(StandardCharsets.US_ASCII).isEqualTo("good\n");
            assertThatIOException().isThrownBy(() -> export("bad"));
            assertThat(source.candidates(first.name().substring(0, 7))).containsExactly(id(first));
            assertThatIOException().isThrownBy(() -> export("bad"));
            assertThat(export("good")).asString(StandardCharsets.US_ASCII).isEqualTo("good\n");
            assertThatIOException().isThrownBy(() -> read("bad"));
            assertThat(source.commit(id(second))).isPresent();
            assertThatIOException().isThrownBy(() -> read("bad"));
            assertThat(source.isAncestor(id(first), id(second))).isTrue();
            assertThat(source.isReachable(id(first), List.of(id(second)))).isTrue();
        }
    }

    @Test
    void damageThatIsMended_isForgotten() throws IOException {
        assertThatIOException().isThrownBy(() -> read("bad"));
        assertThatIOException().isThrownBy(() -> export("bad"));
        flip();
        assertThat(read("bad")).hasSize(SIZE);
        assertThat(export("bad")).hasSize(SIZE);
    }

    @Test
    void damagedObject_readByMany_hidesNoOtherFromAnybody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            Callable<Integer> bad = () -> {
                for (int i = 0; i < 300; i++) {
                    assertThatIOException().isThrownBy(() -> read("bad"));
                }
                return 0;
            };
            Callable<Integer> good = () -> {
                for (int i = 0; i < 300; i++) {
                    assertThat(read("good")).hasSize(5);
                    assertThat(source.isAncestor(id(first), id(second))).isTrue();
                }
                return 0;
            };
            for (Callable<Integer> task : List.of(bad, good, bad, good)) {
                all.add(threads.submit(task));
            }
            for (Future<Integer> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
