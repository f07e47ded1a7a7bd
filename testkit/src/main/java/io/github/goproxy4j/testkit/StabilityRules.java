package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules for what must not change: from one call to the next, from one thread to another, for names nobody foresaw. */
abstract class StabilityRules extends FileRules {
    private static final int THREADS = 8;
    /** For all odd names together; a repository needs some milliseconds. */
    private static final Duration QUICKLY = Duration.ofSeconds(30);

    @Test
    void info_askedAgain_isTheSame() throws Exception {
        for (ModuleId id : given().ids()) {
            VersionQuery query = new VersionQuery.Exact(id.version());
            ModuleInfo before = repository().info(id.path(), query);
            useEverything(id);
            assertThat(repository().info(id.path(), query)).as("info of %s", id).isEqualTo(before);
        }
    }

    /** The {@code go} command reports a changed byte to its user as an attack. */
    @Test
    void mod_openedAgain_hasTheSameBytes() throws Exception {
        for (ModuleId id : given().ids()) {
            byte[] before = bytesOfMod(id);
            useEverything(id);
            assertThat(bytesOfMod(id)).as("go.mod of %s", id).isEqualTo(before);
        }
    }

    /** The bytes of a zip may change, the names and contents of its files may not. */
    @Test
    void zip_openedAgain_hasTheSameFiles() throws Exception {
        for (ModuleId id : given().ids()) {
            ModuleHash before = ModuleHash.ofZip(copyOfZip(id));
            useEverything(id);
            assertThat(ModuleHash.ofZip(copyOfZip(id))).as("h1 of %s", id).isEqualTo(before);
        }
    }

    private void useEverything(ModuleId id) throws ModuleAccessException, IOException {
        repository().versions(id.path());
        repository().info(id.path(), new VersionQuery.Exact(id.version()));
        repository().mod(id).close();
        repository().zip(id).close();
        repository().state(id.path());
    }

    @Test
    void state_whileNothingChanges_isTheSame() throws Exception {
        for (ModulePath module : given().modulesWithVersions()) {
            Optional<String> before = repository().state(module);
            repository().versions(module);
            assertThat(repository().state(module)).as("state of %s", module).isEqualTo(before);
        }
    }

    @Test
    void concurrentCalls_getTheSameAnswers() throws Exception {
        ModuleId id = given().oneId();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<List<Object>> caller = () -> {
            start.await();
            List<Object> answers = new ArrayList<>();
            answers.add(new HashSet<>(repository().versions(id.path())));
            answers.add(repository().info(id.path(), new VersionQuery.Exact(id.version())));
            answers.add(ModuleHash.ofGoMod(bytesOfMod(id)));
            answers.add(ModuleHash.ofZip(copyOfZip(id)));
            return answers;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Set<List<Object>> answers = new HashSet<>();
            for (Future<List<Object>> answer : threads.invokeAll(Collections.nCopies(THREADS, caller))) {
                answers.add(answer.get());
            }
            assertThat(answers).as("different answers").hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Clients ask for every prefix of an import path, and anybody may ask for anything. */
    @Test
    void versions_oddModuleNames_areNotFoundSoon() {
        List<ModulePath> odd = oddNames().stream().map(ModulePath::parse).toList();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (ModulePath module : odd) {
                if (given().isListedEmpty(module)) {
                    assertThat(repository().versions(module)).isEmpty();
                } else {
                    assertNotFound(() -> repository().versions(module));
                }
            }
        });
    }

    private Set<String> oddNames() {
        String known = given().richModule().prefix();
        return Set.of(
                        "goproxy4j-contract.invalid/" + "x".repeat(300),
                        "goproxy4j-contract.invalid/" + "x".repeat(100_000),
                        "goproxy4j-contract.invalid" + "/x".repeat(10_000),
                        "goproxy4j-contract.invalid/a..b",
                        "goproxy4j-contract.invalid/list",
                        "goproxy4j-contract.invalid/refs/heads/master",
                        "goproxy4j-contract.invalid/x.git",
                        "goproxy4j-contract.invalid/II/ii",
                        "goproxy4j-contract",
                        known + "/goproxy4j-contract-unknown",
                        known + "/goproxy4j-contract-unknown/v2",
                        known + "-goproxy4j-contract-unknown")
                .stream()
                .filter(name -> !name.startsWith("gopkg.in/"))
                .collect(Collectors.toSet());
    }

    @Test
    void info_oddRevisions_areRefusedSoon() {
        List<VersionQuery> odd = List.of(
                VersionQuery.parse("-x"),
                VersionQuery.parse("--output=x"),
                VersionQuery.parse("goproxy4j-contract@{upstream}"),
                VersionQuery.parse("goproxy4j-contract^{commit}"),
                VersionQuery.parse("goproxy4j-contract.lock"),
                VersionQuery.parse("goproxy4j-contract \u0131\u0130\u00df\ud835\udd4f"),
                VersionQuery.parse("f".repeat(40)),
                VersionQuery.parse("f".repeat(64)),
                VersionQuery.parse("x".repeat(300)),
                VersionQuery.parse("x".repeat(100_000)),
                VersionQuery.parse("v0.0." + "9".repeat(10_000)));
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (VersionQuery query : odd) {
                assertThatExceptionOfType(ModuleAccessException.class)
                        .as("asking for %.80s", query.text())
                        .isThrownBy(() -> repository().info(given().richModule(), query))
                        .matches(e -> e.reason() == Reason.NOT_FOUND || e.reason() == Reason.INVALID, "is certain");
            }
        });
    }
}
