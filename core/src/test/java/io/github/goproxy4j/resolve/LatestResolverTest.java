package io.github.goproxy4j.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.CapturedLog;
import io.github.goproxy4j.MemoryModules;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LatestResolverTest {
    private static final String M = "example.com/m";
    private static final String OLD_PSEUDO = "v1.5.1-0.20200101000000-aaaaaaaaaaaa";
    private static final String NEW_PSEUDO = "v0.0.0-20240101000000-bbbbbbbbbbbb";

    private final MemoryModules modules = new MemoryModules();

    @AfterEach
    void everyGoModFileIsClosed() {
        assertThat(modules.openLeases).hasValue(0);
        assertThat(modules.openStreams).hasValue(0);
    }

    private String latest() throws Exception {
        return new LatestResolver(modules)
                .resolve(ModulePath.parse(M))
                .version()
                .orElseThrow()
                .toString();
    }

    private ModuleAccessException refusal() {
        return catchThrowableOfType(ModuleAccessException.class, this::latest);
    }

    private void with(String... versions) {
        for (String version : versions) {
            modules.with(M, version);
        }
    }

    private static String retracting(String retract) {
        return "module " + M + "\n\nretract " + retract + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "v1.9.0 v1.10.0 v1.2.0, v1.10.0",
        "v1.0.0 v1.1.0-rc.1, v1.0.0",
        "v1.0.0-rc.2 v1.0.0-rc.10, v1.0.0-rc.10",
        "v0.9.0 v1.0.0-alpha, v0.9.0",
        "v1.0.0 v1.0.1-0.20240101000000-bbbbbbbbbbbb, v1.0.0",
        "v1.0.0-rc.1 v1.0.1-0.20240101000000-bbbbbbbbbbbb, v1.0.0-rc.1",
    })
    void resolve_versions_isHighestReleaseElsePrerelease(String versions, String latest) throws Exception {
        with(versions.split(" "));
        modules.query(M, "HEAD", NEW_PSEUDO);
        assertThat(latest()).isEqualTo(latest);
    }

    @Test
    void resolve_highestVersionWithoutInfo_isTheNextOneThatHasOne() throws Exception {
        with("v1.0.0");
        modules.listed(M, "v1.1.0").listed(M, "v1.2.0");
        assertThat(latest()).isEqualTo("v1.0.0");
    }

    @Test
    void resolve_newestPseudoVersionWithoutInfo_isTheNextOneThatHasOne() throws Exception {
        with(OLD_PSEUDO);
        modules.listed(M, NEW_PSEUDO);
        assertThat(latest()).isEqualTo(OLD_PSEUDO);
    }

    @Test
    void resolve_noVersionHasAnInfo_isNotFoundAndSaysSo() {
        modules.listed(M, "v1.0.0");
        assertThat(refusal().reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal()).hasMessage("no version is here with its info");
    }

    @Test
    void resolve_repositoryHasAnAnswer_isThatAndNothingElseIsAsked() throws Exception {
        with("v1.0.0", "v1.1.0");
        modules.query(M, "latest", "v1.0.0");
        assertThat(latest()).isEqualTo("v1.0.0");
        assertThat(modules.calls).containsExactly("info example.com/m latest");
    }

    @Test
    void resolve_publishedAnswer_isPassedOnAsItIs() throws Exception {
        byte[] json = "{ \"Version\": \"v9.0.0\" }".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        modules.query(M, "latest", ModuleInfo.published(json));
        assertThat(new LatestResolver(modules).resolve(ModulePath.parse(M)).toJson())
                .isEqualTo(json);
    }

    @Test
    void resolve_unknownModule_isNotFoundAfterTwoQuestions() {
        assertThat(refusal().reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(modules.calls).containsExactly("info example.com/m latest", "versions example.com/m");
    }

    @Test
    void resolve_noVersions_isHead() throws Exception {
        modules.known(M).query(M, "HEAD", NEW_PSEUDO);
        assertThat(latest()).isEqualTo(NEW_PSEUDO);
    }

    @Test
    void resolve_noVersionsAndNoHead_isNewestPseudoVersionByTime() throws Exception {
        with(OLD_PSEUDO, NEW_PSEUDO);
        assertThat(latest()).isEqualTo(NEW_PSEUDO);
    }

    @Test
    void resolve_pseudoVersionWithImpossibleTime_isPassedOver() throws Exception {
        with(OLD_PSEUDO, "v0.0.0-99999999999999-cccccccccccc");
        assertThat(latest()).isEqualTo(OLD_PSEUDO);
    }

    @Test
    void resolve_nothingAtAll_isNotFound() {
        modules.known(M);
        assertThat(refusal().reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void resolve_retractedByHighestRelease_isPassedOver() throws Exception {
        with("v1.0.0", "v1.1.0");
        modules.with(M, "v1.2.0", retracting("[v1.1.0, v1.2.0]"));
        assertThat(latest()).isEqualTo("v1.0.0");
    }

    @Test
    void resolve_retractionInOlderRelease_countsNoMore() throws Exception {
        modules.with(M, "v1.0.0", retracting("v1.1.0"));
        with("v1.1.0");
        assertThat(latest()).isEqualTo("v1.1.0");
    }

    @Test
    void resolve_retractionInPrerelease_countsOnlyWithoutReleases() throws Exception {
        with("v1.0.0");
        modules.with(M, "v1.1.0-rc.1", retracting("v1.0.0"));
        assertThat(latest()).isEqualTo("v1.0.0");
    }

    @Test
    void resolve_onlyPrereleases_highestOneRetracts() throws Exception {
        with("v1.0.0-rc.1");
        modules.with(M, "v1.0.0-rc.2", retracting("v1.0.0-rc.2"));
        assertThat(latest()).isEqualTo("v1.0.0-rc.1");
    }

    @Test
    void resolve_releasesRetracted_isPrerelease() throws Exception {
        with("v1.1.0-rc.1");
        modules.with(M, "v1.0.0", retracting("v1.0.0"));
        assertThat(latest()).isEqualTo("v1.1.0-rc.1");
    }

    @Test
    void resolve_allRetracted_isHead() throws Exception {
        modules.with(M, "v1.0.0", retracting("[v0.0.0, v1.0.0]")).query(M, "HEAD", NEW_PSEUDO);
        assertThat(latest()).isEqualTo(NEW_PSEUDO);
    }

    @Test
    void resolve_allRetractedAndNoHead_isPseudoVersionThatIsNot() throws Exception {
        modules.with(M, "v1.0.0", retracting("v1.0.0"));
        with(NEW_PSEUDO);
        assertThat(latest()).isEqualTo(NEW_PSEUDO);
    }

    @Test
    void resolve_everythingRetracted_isNotFoundWithReason() {
        modules.with(M, "v1.0.0", retracting("[v0.0.0-0, v1.0.0]"));
        with(NEW_PSEUDO);
        assertThat(refusal()).hasMessage("all versions are retracted");
    }

    @Test
    void resolve_unreadableGoMod_retractsNothingAndIsLogged() throws Exception {
        CapturedLog.clear();
        modules.with(M, "v1.0.0", "module (((\nretract v1.0.0\n");
        assertThat(latest()).isEqualTo("v1.0.0");
        assertThat(CapturedLog.events()).singleElement().asString().startsWith("WARN example.com/m@v1.0.0: ");
    }

    @Test
    void resolve_noGoModToBeHad_retractsNothing() throws Exception {
        modules.listed(M, "v1.0.0").query(M, "v1.0.0", "v1.0.0");
        assertThat(latest()).isEqualTo("v1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        // The highest compatible version has a go.mod file of its own.
        "v1.0.0, true, v2.0.0+incompatible, v1.0.0",
        "v1.0.0-rc.1, true, v2.0.0+incompatible, v1.0.0-rc.1",
        // It has the one that Go makes up.
        "v1.0.0, false, v2.0.0+incompatible, v2.0.0+incompatible",
        "v1.0.0, false, v3.0.0-rc.1+incompatible, v1.0.0",
    })
    void resolve_incompatible_countsOnlyWithoutGoMod(
            String compatible, boolean goMod, String incompatible, String latest) throws Exception {
        modules.with(M, compatible, "module " + M + "\n" + (goMod ? "\ngo 1.21\n" : ""));
        modules.with(M, incompatible, "module " + M + "\n");
        assertThat(latest()).isEqualTo(latest);
    }

    @Test
    void resolve_onlyIncompatible_isHighestOfThem() throws Exception {
        with("v2.0.0+incompatible", "v10.0.0+incompatible");
        assertThat(latest()).isEqualTo("v10.0.0+incompatible");
    }

    @Test
    void resolve_versionsOfOtherMajor_areLeftOut() throws Exception {
        with("v1.0.0");
        modules.listed(M, "v2.0.0");
        assertThat(latest()).isEqualTo("v1.0.0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"FORBIDDEN", "GONE", "INVALID", "UNAUTHENTICATED"})
    void resolve_repositoryRefusesLatest_isThatRefusal(Reason reason) {
        GoModuleRepository refusing = new Delegating(modules) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException {
                throw new ModuleAccessException(reason, "because");
            }
        };
        assertThatThrownBy(() -> new LatestResolver(refusing).resolve(ModulePath.parse(M)))
                .isInstanceOf(ModuleAccessException.class)
                .hasMessage("because");
        assertThat(modules.calls).isEmpty();
    }

    @Test
    void resolve_goModCannotBeReadNow_fails() {
        with("v1.0.0");
        GoModuleRepository failing = new Delegating(modules) {
            @Override
            public ModuleFile mod(ModuleId id) throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatThrownBy(() -> new LatestResolver(failing).resolve(ModulePath.parse(M)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void resolve_goModOverTheLimit_fails() {
        modules.with(M, "v1.0.0", " ".repeat((16 << 20) + 1));
        assertThatThrownBy(this::latest).isInstanceOf(IOException.class).hasMessageContaining("longer than 16777216");
    }

    private static class Delegating implements GoModuleRepository {
        private final GoModuleRepository modules;

        Delegating(GoModuleRepository modules) {
            this.modules = modules;
        }

        @Override
        public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
            return modules.versions(module);
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
            return modules.info(module, query);
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            return modules.mod(id);
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            return modules.zip(id);
        }
    }
}
