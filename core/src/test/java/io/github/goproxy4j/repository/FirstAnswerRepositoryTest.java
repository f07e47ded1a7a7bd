package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FirstAnswerRepositoryTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModuleId V1 = new ModuleId(M, ModuleVersion.parse("v1.0.0"));
    private static final VersionQuery V1_QUERY = new VersionQuery.Exact(V1.version());

    private final Answers stranger = Answers.named("stranger", "example.com/other");
    private final Answers older = Answers.named("older", "example.com/m", "v1.0.0");
    private final Answers newer = Answers.named("newer", "example.com/m", "v1.0.0", "v1.1.0");

    @Test
    void versions_areThoseOfTheFirstThatKnowsTheModule() throws Exception {
        assertThat(of(stranger, older, newer).versions(M)).containsExactly(V1.version());
        assertThat(newer.asked()).isEmpty();
    }

    @Test
    void versions_knownModuleWithoutAny_isAnAnswer() throws Exception {
        assertThat(of(Answers.named("empty", "example.com/m"), newer).versions(M))
                .isEmpty();
    }

    @Test
    void modAndZip_comeFromTheFirstThatHasThem() throws Exception {
        GoModuleRepository repository = of(stranger, older, newer);
        assertThat(text(repository.mod(V1))).isEqualTo("older mod");
        assertThat(text(repository.zip(V1))).isEqualTo("older zip");
    }

    @Test
    void versionThatOnlyALaterOneHas_isFoundByItsName() throws Exception {
        ModuleId v11 = new ModuleId(M, ModuleVersion.parse("v1.1.0"));
        GoModuleRepository repository = of(older, newer);
        assertThat(repository.info(M, new VersionQuery.Exact(v11.version())).version())
                .contains(v11.version());
        assertThat(text(repository.zip(v11))).isEqualTo("newer zip");
    }

    @Test
    void everything_unknownToAll_isNotFound() {
        assertRefused(Reason.NOT_FOUND, () -> of(stranger, stranger).versions(M));
        assertRefused(Reason.NOT_FOUND, () -> of(stranger, stranger).info(M, V1_QUERY));
        assertRefused(Reason.NOT_FOUND, () -> of(stranger, stranger).info(M, VersionQuery.LATEST));
        assertRefused(Reason.NOT_FOUND, () -> of().zip(V1));
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID", "GONE"})
    void invalidOrGone_whenALaterOneAnswers_isForgotten(Reason reason) throws Exception {
        assertThat(text(of(stranger.refusing(reason), older).mod(V1))).isEqualTo("older mod");
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID", "GONE"})
    void invalidOrGone_whenNobodyAnswers_isThrown(Reason reason) {
        Answers refusing = Answers.named("refusing", "example.com/m").refusing(reason);
        Answers second = Answers.named("second", "example.com/m").refusing(Reason.INVALID);
        assertRefused(reason, () -> of(stranger, refusing, second, stranger).zip(V1));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHENTICATED", "FORBIDDEN"})
    void forbidden_stopsAtOnce(Reason reason) {
        Answers refusing = Answers.named("refusing", "example.com/m").refusing(reason);
        GoModuleRepository repository = of(refusing, older);
        assertRefused(reason, () -> repository.versions(M));
        assertRefused(reason, () -> repository.info(M, V1_QUERY));
        assertRefused(reason, () -> repository.info(M, VersionQuery.LATEST));
        assertRefused(reason, () -> repository.mod(V1));
        assertRefused(reason, () -> repository.zip(V1));
        assertThat(older.asked()).isEmpty();
    }

    @Test
    void failure_stopsAtOnceAndIsNeverCalledAbsent() {
        GoModuleRepository repository =
                of(Answers.named("broken", "example.com/m").broken(), older);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.versions(M));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.info(M, V1_QUERY));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.info(M, VersionQuery.HEAD));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> repository.mod(V1));
        assertThat(older.asked()).isEmpty();
    }

    @Test
    void latest_ofALaterOne_doesNotHideTheVersionsOfTheFirstThatKnowsTheModule() {
        GoModuleRepository repository = of(stranger, older, newer.latest("v1.1.0"));
        assertRefused(Reason.NOT_FOUND, () -> repository.info(M, VersionQuery.LATEST));
        assertRefused(Reason.NOT_FOUND, () -> repository.info(M, VersionQuery.HEAD));
        assertThat(newer.asked()).isEmpty();
    }

    @Test
    void latest_isThatOfTheFirstThatKnowsTheModule() throws Exception {
        GoModuleRepository repository = of(stranger, older.latest("v1.0.0"), newer.latest("v1.1.0"));
        assertThat(repository.info(M, VersionQuery.LATEST).version()).contains(V1.version());
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID", "GONE"})
    void latest_refusedByTheFirstThatKnowsTheModule_isRefused(Reason reason) {
        GoModuleRepository repository = of(older.refusingLatest(reason), newer.latest("v1.1.0"));
        assertRefused(reason, () -> repository.info(M, VersionQuery.LATEST));
        assertThat(newer.asked()).isEmpty();
    }

    @Test
    void state_isMadeOfAllStates() throws Exception {
        assertThat(of(older.state("a"), newer.state("bc")).state(M))
                .isPresent()
                .isNotEqualTo(of(older.state("ab"), newer.state("c")).state(M));
    }

    @Test
    void state_unknownToOne_isUnknown() throws Exception {
        assertThat(of(older.state("a"), stranger).state(M)).isEmpty();
    }

    @Test
    void of_laterChangesOfTheList_changeNothing() throws Exception {
        List<GoModuleRepository> list = new ArrayList<>(List.of(older));
        GoModuleRepository repository = FirstAnswerRepository.of(list);
        list.clear();
        assertThat(repository.versions(M)).isNotEmpty();
    }

    private static GoModuleRepository of(GoModuleRepository... repositories) {
        return FirstAnswerRepository.of(List.of(repositories));
    }

    private static String text(ModuleFile file) throws IOException {
        try (ModuleFile lease = file) {
            return new String(lease.openStream(0).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(reason, ModuleAccessException::reason);
    }
}
