package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The rules for many threads, and for one that is interrupted. */
abstract class ThreadRules extends StabilityRules {
    @Test
    void concurrentCalls_getTheSameAnswers() throws Exception {
        Set<List<Object>> answers = new HashSet<>(onManyThreads(this::everything));
        assertThat(answers).as("different answers").hasSize(1);
    }

    /** All that the fixture says is there, and that some things are not. */
    private List<Object> everything() throws Exception {
        List<Object> answers = new ArrayList<>();
        for (ModulePath module : given().modulesWithVersions()) {
            answers.add(inexactAnswers(module));
            answers.add(answer(
                    module, new VersionQuery.Exact(unknownVersionOf(module).version())));
        }
        answers.add(answer(given().unknownModule(), VersionQuery.HEAD));
        for (ModuleId id : given().ids()) {
            answers.add(repository().info(id.path(), new VersionQuery.Exact(id.version())));
            answers.add(ModuleHash.ofGoMod(bytesOfMod(id)));
            answers.add(ModuleHash.ofZip(copyOfZip(id)));
        }
        return answers;
    }

    @Test
    void state_askedByManyThreadsAtOnce_isTheSame() throws Exception {
        ModulePath module = given().richModule();
        Set<Optional<String>> states =
                new HashSet<>(onManyThreads(() -> repository().state(module)));
        states.add(repository().state(module));
        assertThat(states).as("different states").hasSize(1);
    }

    /** Who is interrupted cannot tell; that is not the same as that there is nothing. */
    @Test
    void interruptedCalls_answerAsEverOrDoNotKnow() throws Exception {
        ModuleId id = given().oneId();
        for (Callable<Object> call : calls(id)) {
            Object expected = call.call();
            Optional<Object> answer = onAnotherThread(() -> interrupted(call));
            assertThat(answer.isEmpty() || answer.get().equals(expected))
                    .as("what an interrupted call answers: %s", answer)
                    .isTrue();
        }
    }

    /** Closing a file that other threads use is what an interrupt does to a channel. */
    @Test
    void interruptedCalls_leaveEverythingToOtherThreads() throws Exception {
        ModuleId id = given().oneId();
        List<Object> expected = new ArrayList<>();
        for (Callable<Object> call : calls(id)) {
            expected.add(call.call());
        }
        try (ModuleFile file = repository().zip(id)) {
            byte[] all = bytes(file);
            try (InputStream in = file.openStream(0)) {
                for (Callable<Object> call : calls(id)) {
                    onAnotherThread(() -> interruptedAtAll(call));
                }
                assertThat(in.readAllBytes()).as("a lease from before").isEqualTo(all);
            }
        }
        List<Object> later = new ArrayList<>();
        for (Callable<Object> call : calls(id)) {
            later.add(call.call());
        }
        assertThat(later).as("answers after other calls were interrupted").isEqualTo(expected);
    }

    private List<Callable<Object>> calls(ModuleId id) {
        return List.of(
                () -> new HashSet<>(repository().versions(id.path())),
                () -> repository().info(id.path(), new VersionQuery.Exact(id.version())),
                () -> ModuleHash.ofGoMod(bytesOfMod(id)),
                () -> namesInZip(id));
    }

    /** Read in memory, so that an interrupt meets the repository and not this. */
    private Map<String, Long> namesInZip(ModuleId id) throws Exception {
        byte[] bytes;
        try (ModuleFile file = repository().zip(id)) {
            bytes = bytes(file);
        }
        Map<String, Long> sums = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zip.transferTo(OutputStream.nullOutputStream());
                sums.put(entry.getName(), entry.getCrc());
            }
        }
        return sums;
    }

    /** The answer of a call that is interrupted from the start; empty if it cannot tell. */
    private static Optional<Object> interrupted(Callable<Object> call) throws Exception {
        Thread.currentThread().interrupt();
        try {
            return Optional.of(call.call());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Thread.interrupted();
        }
    }

    /** Whatever becomes of the call: another rule says what may. */
    private static Optional<Object> interruptedAtAll(Callable<Object> call) {
        try {
            return interrupted(call);
        } catch (Exception e) {
            return Optional.of(e);
        }
    }
}
