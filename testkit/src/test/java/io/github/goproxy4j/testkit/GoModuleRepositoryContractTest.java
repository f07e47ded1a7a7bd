package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.goproxy4j.repository.GoModuleRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The contract finds what breaks it: each rule is broken by a repository that keeps all the others. */
final class GoModuleRepositoryContractTest {
    private static UnaryOperator<GoModuleRepository> breaking = UnaryOperator.identity();
    private static UnaryOperator<GoModuleRepository> breakingUnreachable = UnaryOperator.identity();

    /** The contract on the sample repository after something was done to it. */
    static final class Candidate extends GoModuleRepositoryContract {
        @Override
        protected RepositoryFixture fixture() throws Exception {
            return Sample.fixture(breaking.apply(Sample.repository()))
                    .invalid(Sample.INVALID)
                    .gone(Sample.GONE)
                    .unreachable(breakingUnreachable.apply(Sample.unreachable()));
        }
    }

    /** A fixture with no more than the contract needs. */
    static final class Minimal extends GoModuleRepositoryContract {
        @Override
        protected RepositoryFixture fixture() throws Exception {
            InMemoryRepository two = InMemoryRepository.builder()
                    .publish(Sample.V100, Instant.EPOCH, Map.of())
                    .publish(Sample.V110, Instant.EPOCH, Map.of())
                    .build();
            return RepositoryFixture.of(two)
                    .module(Sample.M, Sample.V100.version(), Sample.V110.version())
                    .finishedZips()
                    .unknownModule(Sample.UNKNOWN);
        }
    }

    /** A fixture with less than the contract needs. */
    static final class Poor extends GoModuleRepositoryContract {
        @Override
        protected RepositoryFixture fixture() throws Exception {
            return RepositoryFixture.of(Sample.repository()).module(Sample.M2, Sample.V200.version());
        }
    }

    static Set<String> rules() {
        return Breaks.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void repositoryThatBreaksOneRule_failsThisRuleOnly(String rule) {
        if (rule.equals(Breaks.OF_UNREACHABLE)) {
            breakingUnreachable = Breaks.all().get(rule);
        } else {
            breaking = Breaks.all().get(rule);
        }
        try {
            assertThat(names(run(Candidate.class).failed().list())).containsExactly(rule);
        } finally {
            breaking = UnaryOperator.identity();
            breakingUnreachable = UnaryOperator.identity();
        }
    }

    @Test
    void repositoryThatBreaksNothing_passesEachRule() {
        Events events = run(Candidate.class);
        assertThat(names(events.succeeded().list())).containsExactlyInAnyOrderElementsOf(rules());
        assertThat(events.failed().count()
                        + events.aborted().count()
                        + events.skipped().count())
                .isZero();
    }

    @Test
    void fixtureWithoutWhatIsOptional_skipsWhatNeedsIt() {
        Events events = run(Minimal.class);
        assertThat(names(events.aborted().list()))
                .containsExactlyInAnyOrder(
                        "versions_moduleWithoutVersions_areEmpty",
                        "info_revision_hasTheVersionItStandsFor",
                        "zip_versionThatGoRefuses_isInvalid",
                        "zip_versionThatIsLost_isGone",
                        "everything_whileTheSourceIsUnreachable_isUnknownAndNotAbsent",
                        "zip_thatWasMade_isLegal");
        assertThat(names(events.failed().list())).isEmpty();
    }

    @Test
    void fixtureWithoutWhatIsNeeded_failsEachRule() {
        assertThat(names(run(Poor.class).failed().list())).containsExactlyInAnyOrderElementsOf(rules());
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    private static Set<String> names(List<Event> events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .collect(Collectors.toSet());
    }
}
