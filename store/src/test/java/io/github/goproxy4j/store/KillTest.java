package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that use a store are killed at random instants: after each restart, an answer is what was kept or empty, nothing
 * counts as damaged, and nothing is left over. The whole dose is 300 instants ({@code -Pproof}).
 */
final class KillTest {
    private static final int KILLS = Boolean.getBoolean("goproxy4j.proof") ? 300 : 20;
    private static final int MAX_MILLIS = 250;

    @TempDir
    Path directory;

    private final long seed = Long.getLong("goproxy4j.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<SampleVersion> versions = StoreLoad.versions(6);
    private final List<SampleVersion> faster = StoreLoad.versions(1);
    private final Set<Integer> forever = new TreeSet<>();
    private int found;
    private int absent;

    /** A process with what it has printed. */
    private record Child(Process process, Path out) {
        void begin() throws IOException {
            try (OutputStream in = process.getOutputStream()) {
                in.write('\n');
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }

        boolean isReady() throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(out, StandardCharsets.UTF_8)) {
                return "READY".equals(lines.readLine());
            }
        }
    }

    private Child start(int number) throws IOException {
        Path out = directory.resolve("out" + number);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreLoad.class.getName(),
                        store().toString(),
                        String.valueOf(random.nextLong()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new Child(process, out);
    }

    private Path store() {
        return directory.resolve("store");
    }

    @Test
    void kill_atAnyInstant_leavesWholeVersionsAndNothingElse() throws Exception {
        List<Child> ready = new ArrayList<>();
        int started = 0;
        try {
            for (int killed = 0; killed < KILLS; ) {
                // Every third time there are two processes, of which one lives on for a while; the next ones start
                // meanwhile.
                int count = killed % 3 == 2 ? 2 : 1;
                while (ready.size() < count + 1) {
                    ready.add(start(started++));
                }
                List<Child> running = new ArrayList<>(ready.subList(0, count));
                ready.removeAll(running);
                for (Child child : running) {
                    awaitReady(child);
                    child.begin();
                }
                for (Child child : running) {
                    assertThat(child.process().waitFor(random.nextInt(MAX_MILLIS), TimeUnit.MILLISECONDS))
                            .as("ended by itself: %s", Files.readString(child.out()))
                            .isFalse();
                    child.kill();
                    killed++;
                }
                for (Child child : running) {
                    readOutput(child);
                }
                verify();
            }
        } finally {
            for (Child child : ready) {
                child.kill();
            }
        }
        assertThat(found).as("found, with seed %d", seed).isPositive();
        assertThat(absent).as("absent, with seed %d", seed).isPositive();
    }

    @Test
    void threeProcesses_atOnce_doNotDisturbOneAnother() throws Exception {
        List<Child> running = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                running.add(start(i));
            }
            for (Child child : running) {
                awaitReady(child);
                child.begin();
            }
            assertThat(running.get(0).process().waitFor(2, TimeUnit.SECONDS)).isFalse();
        } finally {
            for (Child child : running) {
                child.kill();
            }
        }
        for (Child child : running) {
            readOutput(child);
        }
        verify();
    }

    private static void awaitReady(Child child) throws Exception {
        while (!child.isReady()) {
            assertThat(child.process().waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private void readOutput(Child child) throws IOException {
        String output = Files.readString(child.out());
        assertThat(output).as("seed %d", seed).doesNotContain("WRONG").doesNotContain("Exception");
        output.lines()
                .filter(line -> line.startsWith("KEPT ") && output.contains(line + System.lineSeparator()))
                .forEach(line -> forever.add(Integer.parseInt(line.substring("KEPT ".length()))));
    }

    private void verify() throws Exception {
        try (DiskStore store = DiskStore.open(
                store(), DiskStoreOptions.defaults().withMaxBytes(StoreLoad.MAX_BYTES), new HastyFiles())) {
            store.awaitCleaning();
            StoreFiles files = new StoreFiles(store());
            assertThat(files.temporary()).as("temporary files, seed %d", seed).isEmpty();
            Set<String> expected = new TreeSet<>();
            for (int i = 0; i < versions.size(); i++) {
                verify(store, i, expected);
            }
            Set<String> there = new TreeSet<>(files.below("modules"));
            there.removeIf(name -> name.endsWith("/list"));
            assertThat(there).as("files, seed %d", seed).isEqualTo(expected);
            assertThat(files.quarantined()).as("damaged, seed %d", seed).isEmpty();
        }
    }

    /** Adds the names of the files that are to be there. */
    private void verify(DiskStore store, int i, Set<String> expected) throws IOException {
        SampleVersion version = versions.get(i);
        boolean whole = verifyZip(store, i);
        boolean mod = verify(store, i, VersionFile.MOD);
        assertThat(verify(store, i, VersionFile.INFO)).isEqualTo(mod);
        assertThat(!whole || mod).isTrue();
        assertThat(whole || !forever.contains(i))
                .as("%s is the only copy, seed %d", version.name(), seed)
                .isTrue();
        if (mod) {
            List<StoredFile> files = whole ? List.of(StoredFile.values()) : List.of(StoredFile.MOD, StoredFile.INFO);
            for (StoredFile file : files) {
                expected.add(name(store.pathOf(version.name(), file)));
            }
            expected.add(name(new StoreLayout(store()).record(version.name())));
        }
    }

    private String name(Path file) {
        return store().relativize(file).toString().replace('\\', '/');
    }

    private boolean verifyZip(DiskStore store, int i) throws IOException {
        Optional<ModuleFile> zip = store.find(versions.get(i).name(), VersionFile.ZIP);
        if (zip.isPresent()) {
            try (ModuleFile lease = zip.get()) {
                assertThat(ModuleHash.ofZip(lease.path().orElseThrow()))
                        .as("seed %d", seed)
                        .isEqualTo(versions.get(i).hash());
            }
        }
        return verify(store, i, VersionFile.ZIP);
    }

    private boolean verify(DiskStore store, int i, VersionFile file) throws IOException {
        Optional<ModuleFile> answer = store.find(versions.get(i).name(), file);
        if (answer.isEmpty()) {
            absent++;
            return false;
        }
        found++;
        try (ModuleFile lease = answer.get();
                InputStream in = lease.openStream(0)) {
            assertThat(in.readAllBytes())
                    .as("%s of %s, seed %d", file, versions.get(i).name(), seed)
                    .isIn(versions.get(i).bytes(file), faster.get(i).bytes(file));
        }
        return true;
    }
}
