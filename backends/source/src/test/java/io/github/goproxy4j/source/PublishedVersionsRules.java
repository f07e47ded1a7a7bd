package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every memory of published versions promises. */
abstract class PublishedVersionsRules {
    private static final ModuleId ID = Modules.id("example.com/m", "v1.0.0");
    private static final String PSEUDO = "v0.0.0-20200101000000-0123456789ab";
    private static final int THREADS = 8;

    /** A new, empty memory. */
    abstract PublishedVersions empty(int maxPseudoVersions) throws IOException;

    private PublishedVersions empty() throws IOException {
        return empty(PublishedVersions.DEFAULT_MAX_PSEUDO_VERSIONS);
    }

    @Test
    void find_unpublished_isEmpty() throws Exception {
        assertThat(empty().find(ID)).isEmpty();
        assertThat(empty().tagged(ID.path())).isEmpty();
    }

    @Test
    void publish_first_isWhatIsFound() throws Exception {
        PublishedVersions published = empty();
        assertThat(published.publish(ID, PinSamples.published("one"))).isEqualTo(PinSamples.published("one"));
        assertThat(published.find(ID)).hasValue(PinSamples.published("one"));
        assertThat(published.find(Modules.id("example.com/m", "v1.0.1"))).isEmpty();
        assertThat(published.find(Modules.id("example.com/other", "v1.0.0"))).isEmpty();
    }

    @Test
    void publish_second_changesNothing() throws Exception {
        PublishedVersions published = empty();
        PublishedVersion first = PinSamples.published("one");
        published.publish(ID, first);
        ModuleHash zip = PinSamples.ZIP;
        for (PublishedVersion other : List.of(
                PinSamples.withZip("two"),
                new PublishedVersion(first.commit(), Instant.EPOCH, first.mod(), Optional.of(zip)),
                new PublishedVersion(first.commit(), first.time(), zip, Optional.of(zip)))) {
            assertThat(published.publish(ID, other)).isEqualTo(first);
        }
        assertThat(published.find(ID)).hasValue(first);
    }

    @Test
    void publish_sameAgainWithAZip_addsTheZipOnce() throws Exception {
        PublishedVersions published = empty();
        published.publish(ID, PinSamples.published("one"));
        assertThat(published.publish(ID, PinSamples.withZip("one"))).isEqualTo(PinSamples.withZip("one"));
        assertThat(published.publish(ID, PinSamples.published("one"))).isEqualTo(PinSamples.withZip("one"));
        PublishedVersion otherZip = new PublishedVersion(
                RepositoryStory.id("one"), PinSamples.TIME, PinSamples.MOD, Optional.of(PinSamples.MOD));
        assertThat(published.publish(ID, otherZip)).isEqualTo(PinSamples.withZip("one"));
        assertThat(published.find(ID)).hasValue(PinSamples.withZip("one"));
    }

    @Test
    void tagged_isAllOfTheModuleButPseudoVersions() throws Exception {
        PublishedVersions published = empty();
        published.publish(ID, PinSamples.published("one"));
        published.publish(Modules.id("example.com/m", "v2.0.0+incompatible"), PinSamples.published("two"));
        published.publish(Modules.id("example.com/m", PSEUDO), PinSamples.published("three"));
        published.publish(Modules.id("example.com/m/v2", "v2.0.0"), PinSamples.published("four"));
        assertThat(published.tagged(ModulePath.parse("example.com/m")))
                .containsOnlyKeys(ModuleVersion.parse("v1.0.0"), ModuleVersion.parse("v2.0.0+incompatible"))
                .containsValue(PinSamples.published("two"));
        assertThat(published.find(Modules.id("example.com/m", PSEUDO))).hasValue(PinSamples.published("three"));
    }

    @Test
    void publish_pseudoVersionsBeyondTheRoom_areNotRecorded() throws Exception {
        PublishedVersions published = empty(2);
        List<ModuleId> ids = new ArrayList<>();
        for (int major = 2; major < 6; major++) {
            ids.add(Modules.id("example.com/m", "v" + major + ".0.0-20200101000000-0123456789ab+incompatible"));
        }
        for (ModuleId id : ids) {
            assertThat(published.publish(id, PinSamples.published("one"))).isEqualTo(PinSamples.published("one"));
        }
        assertThat(published.publish(ID, PinSamples.published("one"))).isEqualTo(PinSamples.published("one"));
        assertThat(published.find(ids.get(1))).isPresent();
        assertThat(published.find(ids.get(2))).isEmpty();
        assertThat(published.find(ID)).isPresent();
        assertThat(published.publish(ids.get(0), PinSamples.withZip("one"))).isEqualTo(PinSamples.withZip("one"));
        assertThat(published.find(ids.get(0))).hasValue(PinSamples.withZip("one"));
    }

    @Test
    void publish_pseudoVersionOfEndlessLength_isNotRecorded() throws Exception {
        PublishedVersions published = empty();
        ModuleId atLimit = Modules.id("example.com/m", pseudo(255));
        ModuleId over = Modules.id("example.com/m", pseudo(256));
        published.publish(atLimit, PinSamples.published("one"));
        published.publish(over, PinSamples.published("one"));
        assertThat(published.find(atLimit)).isPresent();
        assertThat(published.find(over)).isEmpty();
    }

    private static String pseudo(int length) {
        String rest = ".0.0-20200101000000-0123456789ab+incompatible";
        return "v" + "9".repeat(length - 1 - rest.length()) + rest;
    }

    @Test
    void publish_manyThreadsAtOnce_allGetTheOneThatWon() throws Exception {
        PublishedVersions published = empty();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 50; round++) {
                ModuleId id = Modules.id("example.com/m", "v1." + round + ".0");
                CyclicBarrier barrier = new CyclicBarrier(THREADS);
                List<Future<PublishedVersion>> answers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    PublishedVersion mine = PinSamples.published("commit " + i);
                    answers.add(threads.submit(() -> {
                        barrier.await();
                        return published.publish(id, mine);
                    }));
                }
                Set<PublishedVersion> winners = new HashSet<>();
                for (Future<PublishedVersion> answer : answers) {
                    winners.add(answer.get());
                }
                assertThat(winners).hasSize(1);
                assertThat(published.find(id)).hasValue(winners.iterator().next());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
