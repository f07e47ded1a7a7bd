package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What all groups of rules share: the fixture, and how its files are read. */
abstract class ContractRules {
    static final int THREADS = 8;

    @TempDir
    Path temp;

    private RepositoryFixture current;

    /**
     * Returns the repository under test and what it holds. Called once for each rule; what it makes may be kept.
     *
     * @return the fixture
     * @throws Exception if it cannot be made
     */
    protected abstract RepositoryFixture fixture() throws Exception;

    @BeforeEach
    final void takeFixture() throws Exception {
        current = fixture();
        current.richModule();
        current.unknownModule();
    }

    final RepositoryFixture given() {
        return current;
    }

    final GoModuleRepository repository() {
        return current.repository();
    }

    /** What the fixture shows with one of its methods; without it the rule is skipped. */
    static <T> T shown(Optional<T> ability, String method) {
        assumeShown(ability.isPresent(), method);
        return ability.orElseThrow();
    }

    static void assumeShown(boolean shown, String method) {
        assumeTrue(shown, () -> "the fixture does not show this: see RepositoryFixture." + method);
    }

    /** A version that fits the module, and that it does not have. */
    static ModuleId unknownVersionOf(ModulePath module) {
        String major = module.major().isEmpty() ? "v0" : module.major();
        return new ModuleId(module, ModuleVersion.parse(major + ".98.97-goproxy4j.contract"));
    }

    /** One of the two ways to open a file of a version. */
    interface Opening {
        ModuleFile open(ModuleId id) throws ModuleAccessException, IOException;
    }

    /** Both ways to open a file of a version: its go.mod and its zip. */
    final List<Opening> openings() {
        return List.of(repository()::mod, repository()::zip);
    }

    static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    final byte[] bytesOfMod(ModuleId id) throws ModuleAccessException, IOException {
        try (ModuleFile mod = repository().mod(id)) {
            return bytes(mod);
        }
    }

    /** Copies a version's zip to a temporary file. */
    final Path copyOfZip(ModuleId id) throws ModuleAccessException, IOException {
        Path copy = Files.createTempFile(temp, "module", ".zip");
        try (ModuleFile zip = repository().zip(id);
                InputStream in = zip.openStream(0)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** Asks for everything there is of a version, as other clients do meanwhile. */
    final void useEverything(ModuleId id) throws ModuleAccessException, IOException {
        repository().versions(id.path());
        repository().info(id.path(), new VersionQuery.Exact(id.version()));
        repository().mod(id).close();
        repository().zip(id).close();
        repository().state(id.path());
    }

    /** What each of many threads gets that start at one time. */
    static <T> List<T> onManyThreads(Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            Callable<T> caller = () -> {
                start.await();
                return call.call();
            };
            for (Future<T> result : threads.invokeAll(Collections.nCopies(THREADS, caller))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a call gives on a thread that is neither this nor any other rule's. */
    static <T> T onAnotherThread(Callable<T> call) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call).get();
        } finally {
            thread.shutdownNow();
        }
    }

    static void assertRefused(ModuleAccessException.Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(reason, ModuleAccessException::reason);
    }

    static void assertNotFound(ThrowingCallable call) {
        assertRefused(ModuleAccessException.Reason.NOT_FOUND, call);
    }
}
