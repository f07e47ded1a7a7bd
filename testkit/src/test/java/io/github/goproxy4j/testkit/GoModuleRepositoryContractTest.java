package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.goproxy4j.repository.GoModuleRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
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
            Leaks.plug();
            ChangingRepository source = new ChangingRepository();
            return Sample.fixture(breaking.apply(new OddZips(source)), source)
                    .large(Sample.LARGE)
                    .stalled(Sample.STALLED)
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

    /** A rule may be broken in several ways: what follows the {@code #} tells them apart. */
    static Set<String> breaks() {
        return Breaks.all().keySet();
    }

    /** Each test method of the contract, whether anything breaks it or not. */
    private static Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        for (Class<?> type = GoModuleRepositoryContract.class; type != Object.class; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(method -> rules.add(method.getName()));
        }
        return rules;
    }

    @Test
    void eachRule_isBrokenBySomeRepository() {
        assertThat(rules()).hasSizeGreaterThan(60);
        assertThat(breaks().stream().map(GoModuleRepositoryContractTest::ruleOf))
                .as("the rules that a repository is known to break")
                .containsAll(rules())
                .isSubsetOf(rules());
    }

    private static String ruleOf(String breach) {
        return breach.replaceFirst("#.*", "");
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void repositoryThatBreaksOneRule_failsThisRuleOnly(String breach) {
        if (breach.contains(Breaks.OF_UNREACHABLE)) {
            breakingUnreachable = Breaks.all().get(breach);
        } else {
            breaking = Breaks.all().get(breach);
        }
        try {
            assertThat(names(run(Candidate.class).failed().list())).containsExactly(ruleOf(breach));
        } finally {
            breaking = UnaryOperator.identity();
            breakingUnreachable = UnaryOperator.identity();
            Leaks.plug();
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
                        "infoAndMod_ofVersionThatGoRefuses_areThereOrInvalid",
                        "zip_versionThatIsLost_isGone",
                        "infoAndMod_ofVersionThatIsLost_areThereOrGone",
                        "everything_ofForbiddenModule_isForbidden",
                        "everything_whileTheSourceIsUnreachable_isUnknownAndNotAbsent",
                        "unknownVersion_whileTheSourceIsUnreachable_isUnknownAndNotAbsent",
                        "state_whileTheSourceIsUnreachable_isUnknownOrAnAnswer",
                        "zip_thatWasMade_isLegal",
                        "zip_large_isNotHeldInMemory",
                        "zip_stalled_endsWhenItIsCancelled",
                        "versions_afterPublishing_haveTheNewVersion",
                        "versions_listThatWasHandedOut_isNotChangedByPublishing",
                        "otherVersions_afterPublishing_areAsTheyWere",
                        "state_afterPublishing_isAnotherIfTheListIs",
                        "state_afterMovingARevision_isAnotherIfTheAnswerIs",
                        "info_revisionThatHasMoved_hasItsNewVersion",
                        "version_whoseSourceWasReplaced_isAsItWasOrGone",
                        "lease_whileTheSourceIsReplaced_keepsItsBytes");
        assertThat(names(events.failed().list())).isEmpty();
    }

    @Test
    void skippedRule_saysWhichMethodOfTheFixtureWouldShowIt() {
        assertThat(run(Minimal.class).aborted().list())
                .allSatisfy(event -> assertThat(event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow())
                        .hasMessageContaining("RepositoryFixture."));
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
