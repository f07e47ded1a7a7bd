package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random repositories and random questions: what {@code go} gets through us is what it makes itself in direct mode.
 *
 * <p>A story that shows a difference is made small and written below {@code target/differential}. When its cause is found
 * it joins the stories in the resources, which are told first.
 */
final class DifferentialIT {
    /** Two minutes' worth on two cores. */
    private static final int SEEDS = 220;

    private static final int THREADS = 2;
    private static final int SHRINKING_ATTEMPTS = 300;
    private static final Path FOUND = Path.of("target", "differential");
    private static final Path KEPT = Path.of("src", "test", "resources", "differential");

    @TempDir
    Path directory;

    @BeforeEach
    void requireTools() {
        Tools.requireGo();
        Tools.requireGit();
    }

    static List<Path> stories() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void keptStory_everyQuestion_sameAnswer(Path file) throws Exception {
        Story story = StoryText.parse(Files.readString(file, StandardCharsets.UTF_8));
        try (Comparison comparison = Comparison.start(directory)) {
            assertThat(comparison.of(story).differences()).isEmpty();
        }
    }

    @Test
    void randomStories_everyQuestion_sameAnswer() throws Exception {
        Told told = tell(1, seed -> seed <= SEEDS);
        assertThat(told.outcome.differences()).as(told.outcome.toString()).isEmpty();
        assertThat(told.seen).as("what the stories have").containsExactlyInAnyOrder(StoryFeature.values());
        assertThat(told.outcome.answered()).isGreaterThan(told.outcome.queries() / 5);
    }

    /** The same for hours: {@code -Pproof}, or for as many minutes and from the seed that system properties say. */
    @Test
    @EnabledIfSystemProperty(named = "goproxy4j.proof", matches = "true")
    void manyRandomStories_everyQuestion_sameAnswer() throws Exception {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("goproxy4j.differential.minutes", 120))
                        .toNanos();
        long first = Long.getLong("goproxy4j.differential.first", 1_000_000);
        Told told = tell(first, seed -> System.nanoTime() < end);
        assertThat(told.outcome.differences()).as(told.outcome.toString()).isEmpty();
    }

    /** What came of the stories that were told. */
    private static final class Told {
        private final Comparison.Outcome outcome = new Comparison.Outcome();
        private final Set<StoryFeature> seen = EnumSet.noneOf(StoryFeature.class);
    }

    private Told tell(long first, LongPredicate goOn) throws Exception {
        Files.createDirectories(FOUND);
        Told all = new Told();
        AtomicLong next = new AtomicLong(first);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Told>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Path here = Files.createDirectory(directory.resolve("thread-" + i));
                Callable<Told> part = () -> tellSome(here, next, goOn);
                parts.add(threads.submit(part));
            }
            for (Future<Told> part : parts) {
                all.outcome.add(part.get().outcome);
                all.seen.addAll(part.get().seen);
            }
        } finally {
            threads.shutdownNow();
        }
        Files.writeString(FOUND.resolve("outcome-" + first + ".txt"), next.get() - first + " seeds: " + all.outcome);
        return all;
    }

    private static Told tellSome(Path here, AtomicLong next, LongPredicate goOn) throws Exception {
        Told told = new Told();
        try (Comparison comparison = Comparison.start(here)) {
            for (long seed = next.getAndIncrement(); goOn.test(seed); seed = next.getAndIncrement()) {
                RandomStory random = RandomStory.of(seed);
                Comparison.Outcome outcome = compare(comparison, seed, random.story());
                told.outcome.add(outcome);
                told.seen.addAll(random.features());
                if (!outcome.differences().isEmpty()) {
                    keep(comparison, seed, random.story(), outcome);
                }
            }
        }
        return told;
    }

    private static Comparison.Outcome compare(Comparison comparison, long seed, Story story) {
        try {
            return comparison.of(story);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void keep(Comparison comparison, long seed, Story story, Comparison.Outcome outcome)
            throws Exception {
        Story small = StoryShrinker.shrink(story, s -> differs(comparison, s), SHRINKING_ATTEMPTS);
        String comment = String.join("\n", outcome.differences()).replaceAll("(?m)^", "# ");
        Files.writeString(FOUND.resolve("seed-" + seed + ".txtar"), comment + "\n" + StoryText.print(small));
    }

    /** Whether a story that can be told at all shows a difference. */
    private static boolean differs(Comparison comparison, Story story) {
        try {
            return !comparison.of(story).differences().isEmpty();
        } catch (Exception | AssertionError e) {
            return false;
        }
    }
}
