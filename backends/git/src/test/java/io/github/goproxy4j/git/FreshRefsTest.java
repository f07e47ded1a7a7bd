package io.github.goproxy4j.git;

import static io.github.goproxy4j.git.TestRepository.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.source.SourceModuleRepository;
import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When refs are read again, and that nothing that git changes is missed. */
class FreshRefsTest {
    private static final ModulePath MODULE = ModulePath.parse("example.com/m");
    private static final long MILLISECOND = 1_000_000;

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(-5 * MILLISECOND);
    private final AtomicInteger readings = new AtomicInteger();
    private TestRepository repository;
    private ObjectId first;
    private ObjectId second;
    private FreshRefs refs;

    @BeforeEach
    void open() throws IOException {
        repository = TestRepository.create(directory.resolve("r.git"));
        first = repository.commit(Map.of("go.mod", "module example.com/m\n"));
        second = repository.commit(Map.of("go.mod", "module example.com/m\n", "a.go", "package m\n"), first);
        repository.ref("refs/heads/master", first);
        repository.ref("refs/tags/v1.0.0", first);
        refs = refs(clock::get);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private FreshRefs refs(LongSupplier nanos) throws IOException {
        GitDirectory found = GitDirectory.find(repository.directory());
        RefFiles files = new RefFiles(found, repository.jgit().getRefDatabase(), nanos);
        return new FreshRefs(
                found,
                start -> {
                    readings.incrementAndGet();
                    return files.read(start);
                },
                nanos);
    }

    private void pass(long milliseconds) {
        clock.addAndGet(milliseconds * MILLISECOND);
    }

    /** Looks often enough that the stamp is believed, and waits until the clock of file times agrees. */
    private void settle() throws IOException {
        refs.now();
        Path probe = directory.resolve("probe");
        FileTime start = Files.getLastModifiedTime(Files.writeString(probe, ""));
        while (Files.getLastModifiedTime(Files.writeString(probe, "")).equals(start)) {
            Thread.onSpinWait();
        }
        pass(60);
        refs.now();
        readings.set(0);
    }

    private Path file(String name) {
        return repository.directory().resolve(name);
    }

    @Test
    void unchanged_areReadTwice_andThenOnceASecondAmongMany() throws IOException {
        for (int i = 0; i < RefFiles.STAMPED_FILES; i++) {
            repository.ref("refs/tags/v1.1." + i, first);
        }
        SourceRefs seen = refs.now();
        assertThat(refs.now()).isSameAs(seen);
        assertThat(readings).hasValue(2);
        pass(60);
        refs.now();
        assertThat(readings).hasValue(3);
        for (int i = 0; i < 9; i++) {
            pass(100);
            assertThat(refs.now()).isSameAs(seen);
        }
        assertThat(readings).hasValue(3);
        pass(100);
        assertThat(refs.now()).isSameAs(seen);
        assertThat(refs.now()).isSameAs(seen);
        assertThat(readings).hasValue(4);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there file times can be set")
    void unchanged_ofWhichEachFileIsStamped_areNotReadAgain() throws IOException {
        settle();
        pass(10_000);
        refs.now();
        assertThat(readings).hasValue(0);
    }

    @Test
    void storageThatHasBecomeAnother_isAnError() throws IOException {
        settle();
        Files.delete(file("refs/heads/master"));
        Files.delete(file("refs/heads"));
        Files.writeString(file("refs/heads"), "this repository uses the reftable format\n");
        assertThatIOException().isThrownBy(refs::now);
    }

    @Test
    void stampThatIsYoungerThanATick_isNotBelieved() throws IOException {
        refs.now();
        for (int i = 0; i < 4; i++) {
            pass(10);
            refs.now();
        }
        assertThat(readings).hasValue(5);
    }

    @Test
    void refWrittenOverInPlace_isSeenAtOnceAmongFew() throws IOException {
        settle();
        Files.writeString(file("refs/tags/v1.0.0"), second.name() + "\n");
        assertThat(refs.now().tags()).containsEntry("v1.0.0", id(second));
    }

    @Test
    void refWrittenOverInPlace_isSeenWithinASecondAmongMany() throws IOException {
        for (int i = 0; i < RefFiles.STAMPED_FILES; i++) {
            repository.ref("refs/tags/v1.1." + i, first);
        }
        settle();
        Files.writeString(file("refs/tags/v1.0.0"), second.name() + "\n");
        pass(1_000);
        assertThat(refs.now().tags()).containsEntry("v1.0.0", id(second));
    }

    @Test
    void fileTimesSetBack_hideNothing() throws IOException {
        List<Path> files = List.of(file("HEAD"), file("refs/heads"), file("refs/tags"), file("refs/heads/master"));
        FileTime time = FileTime.from(TestRepository.START);
        for (Path file : files) {
            Files.setLastModifiedTime(file, time);
        }
        settle();
        repository.ref("refs/heads/master", second);
        for (Path file : files) {
            Files.setLastModifiedTime(file, time);
        }
        assertThat(refs.now().branches()).containsEntry("master", id(second));
        assertThat(refs.now().head()).contains(id(second));
    }

    @Test
    void symbolicRefThatLeavesTagsAndBranches_isFollowedEachTime() throws IOException {
        repository.ref("refs/other/x", first);
        Files.writeString(file("refs/tags/outside"), "ref: refs/other/x\n");
        settle();
        assertThat(refs.now().tags()).containsEntry("outside", id(first));
        repository.ref("refs/other/x", second);
        assertThat(refs.now().tags()).containsEntry("outside", id(second));
    }

    @Test
    void symbolicRefThatLeadsNowhere_hidesThePackedOne() throws Exception {
        Git.wrap(repository.jgit()).packRefs().setAll(true).call();
        Files.writeString(file("refs/tags/v1.0.0"), "ref: refs/tags/none\n");
        assertThat(refs.now().tags()).isEmpty();
        Files.writeString(file("refs/tags/v1.0.0"), "ref: refs/tags/v1.0.0\n");
        assertThat(refs.now().tags()).isEmpty();
        Files.writeString(file("refs/tags/v1.0.0"), "ref: refs/heads/master\n");
        assertThat(refs.now().tags()).containsEntry("v1.0.0", id(first));
    }

    @Test
    void directoryThatIsGone_isAnError_untilItIsBack() throws IOException {
        for (String name : new String[] {"HEAD", "refs", "objects", "."}) {
            settle();
            Path away = directory.resolve("away");
            Path file = file(name).normalize();
            Files.move(file, away);
            assertThatIOException().as(name).isThrownBy(() -> refs.now());
            Files.move(away, file);
            assertThat(refs.now().tags()).containsEntry("v1.0.0", id(first));
        }
    }

    @Test
    void directoryOfRefsThatIsALink_isSeenChanging() throws IOException {
        Path tags = Files.createDirectories(directory.resolve("elsewhere"));
        Files.move(file("refs/tags/v1.0.0"), tags.resolve("v1.0.0"));
        Files.delete(file("refs/tags"));
        Files.createSymbolicLink(file("refs/tags"), tags);
        settle();
        assertThat(refs.now().tags()).containsOnlyKeys("v1.0.0");
        repository.ref("refs/tags/v1.1.0", second);
        assertThat(refs.now().tags()).containsOnlyKeys("v1.0.0", "v1.1.0");
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void pipeInPlaceOfAFile_isNotWaitedFor() throws Exception {
        pipe("refs/tags/v1.1.0");
        assertThat(refs.now().tags()).containsOnlyKeys("v1.0.0");
        pipe("packed-refs");
        assertThatIOException().isThrownBy(() -> refs.now());
    }

    private void pipe(String name) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file(name).toString()).start().waitFor())
                .isZero();
    }

    @Test
    void packedRefsThatAreCorrupt_areAnError() throws IOException {
        for (String line : List.of("nonsense", first.name() + "refs/tags/v1.0.0", "12345 refs/tags/v1.0.0", "\n")) {
            Files.writeString(file("packed-refs"), first.name() + " refs/heads/dev\n" + line + "\n");
            assertThatIOException().as(line).isThrownBy(() -> refs.now());
        }
        Files.writeString(file("packed-refs"), first.name().toUpperCase(Locale.ROOT) + " refs/tags/v2.0.0");
        assertThat(refs.now().tags()).containsEntry("v2.0.0", id(first));
    }

    /** Everything that git does to refs, in any order and as fast as it goes; some of it within one tick of file times. */
    @Test
    void randomChangesByGit_areSeenByTheNextLook() throws Exception {
        GitBinary git = GitBinary.required(directory);
        Random random = new Random(11);
        FreshRefs looked = refs(System::nanoTime);
        try (GitSourceRepository source = GitSourceRepository.open(repository.directory())) {
            SourceModuleRepository modules = SourceModuleRepository.of(source, MODULE);
            for (int step = 0; step < 150; step++) {
                if (step % 4 == 0) {
                    believe(looked, source);
                }
                List<String> done = change(git, random, looked);
                assertThat(looked.now()).as("step %d: %s", step, done).isEqualTo(gitRefs(git));
                try (GitSourceRepository fresh = GitSourceRepository.open(repository.directory())) {
                    SourceModuleRepository others = SourceModuleRepository.of(fresh, MODULE);
                    assertThat(source.refs()).as("step %d: %s", step, done).isEqualTo(fresh.refs());
                    assertThat(modules.state(MODULE)).isEqualTo(others.state(MODULE));
                    assertThat(modules.versions(MODULE)).isEqualTo(others.versions(MODULE));
                }
            }
        }
    }

    /** Looks until it is not read any more. */
    private void believe(FreshRefs looked, GitSourceRepository source) throws IOException {
        for (int before = -1; before != readings.get(); ) {
            before = readings.get();
            looked.now();
            source.refs();
        }
    }

    private List<String> change(GitBinary git, Random random, FreshRefs looked) throws IOException {
        String tag = "refs/tags/" + (random.nextInt(4) == 0 ? "sub/v0." : "v1.") + random.nextInt(12) + ".0";
        String branch = "refs/heads/" + (random.nextInt(3) == 0 ? "feature/b" : "b") + random.nextInt(4);
        String id = (random.nextBoolean() ? first : second).name();
        Path touched = file(List.of("refs/tags", "refs/heads", "HEAD", ".").get(random.nextInt(4)));
        FileTime time = Files.getLastModifiedTime(touched);
        switch (random.nextInt(9)) {
            case 0 -> git.run(repository.directory(), "pack-refs", "--all", "--prune");
            case 1 -> git.run(repository.directory(), "update-ref", "-d", tag);
            case 2 -> git.run(repository.directory(), "update-ref", branch, id);
            case 3 -> git.run(repository.directory(), "symbolic-ref", "HEAD", branch);
            case 4 -> git.run(repository.directory(), "update-ref", "--no-deref", "HEAD", id);
            case 5 -> git.run(repository.directory(), "update-ref", "-d", branch);
            case 6 -> git.run(repository.directory(), "symbolic-ref", tag, branch);
            case 7 -> {
                // Twice within a tick, with a look in between.
                repository.ref(tag, first);
                looked.now();
                repository.ref(tag, second);
            }
            default -> git.run(repository.directory(), "update-ref", "--no-deref", tag, id);
        }
        if (random.nextBoolean()) {
            Files.setLastModifiedTime(touched, time);
        }
        return List.of(tag, branch, id, touched.toString());
    }

    /** The refs as git itself has them. */
    private SourceRefs gitRefs(GitBinary git) {
        Map<String, io.github.goproxy4j.source.ObjectId> refs = new HashMap<>();
        new String(git.run(repository.directory(), "show-ref", "--head"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line ->
                        refs.put(line.substring(41), new io.github.goproxy4j.source.ObjectId(line.substring(0, 40))));
        return new SourceRefs(
                below("refs/tags/", refs), below("refs/heads/", refs), Optional.ofNullable(refs.get("HEAD")));
    }

    private static Map<String, io.github.goproxy4j.source.ObjectId> below(
            String prefix, Map<String, io.github.goproxy4j.source.ObjectId> refs) {
        Map<String, io.github.goproxy4j.source.ObjectId> found = new HashMap<>();
        refs.forEach((name, id) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), id);
            }
        });
        return found;
    }
}
