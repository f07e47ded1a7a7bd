package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The rules for which answer is given when: empty, absent, invalid and gone are never mixed up. */
abstract class AnswerRules extends ContractRules {
    static final VersionQuery UNKNOWN_REVISION = VersionQuery.parse("goproxy4j-contract-no-such-branch");

    /** All of them, each once; pseudo-versions may be among them, and versions that are refused. */
    @Test
    void versions_knownModule_areItsVersions() throws Exception {
        for (ModulePath module : given().modulesWithVersions()) {
            List<ModuleVersion> versions = repository().versions(module).stream()
                    .filter(version -> !version.isPseudo() && !given().isRefused(module, version))
                    .toList();
            assertThat(versions)
                    .as("versions of %s", module)
                    .containsExactlyInAnyOrderElementsOf(given().versionsOf(module));
        }
    }

    @Test
    void versions_moduleWithoutVersions_areEmpty() throws Exception {
        List<ModulePath> empty = given().modules().stream()
                .filter(module -> given().versionsOf(module).isEmpty())
                .toList();
        assumeFalse(empty.isEmpty(), "the fixture has no module without versions");
        for (ModulePath module : empty) {
            assertThat(repository().versions(module).stream().filter(version -> !version.isPseudo()))
                    .as("versions of %s", module)
                    .isEmpty();
        }
    }

    @Test
    void versions_fitTheModulePath() throws Exception {
        for (ModulePath module : given().modulesWithVersions()) {
            for (ModuleVersion version : repository().versions(module)) {
                assertThat(module.checkMajor(version.semver()))
                        .as("why %s cannot be a version of %s", version, module)
                        .isEmpty();
            }
        }
    }

    @Test
    void versions_unknownModule_areNotFound() {
        assertNotFound(() -> repository().versions(given().unknownModule()));
    }

    @Test
    void info_unknownModule_isNotFound() {
        ModuleId id = unknownVersionOf(given().unknownModule());
        for (VersionQuery query : List.of(
                new VersionQuery.Exact(id.version()), UNKNOWN_REVISION, VersionQuery.LATEST, VersionQuery.HEAD)) {
            assertNotFound(() -> repository().info(id.path(), query));
        }
    }

    @Test
    void mod_unknownModule_isNotFound() {
        assertNotFound(() -> repository().mod(unknownVersionOf(given().unknownModule())));
    }

    @Test
    void zip_unknownModule_isNotFound() {
        assertNotFound(() -> repository().zip(unknownVersionOf(given().unknownModule())));
    }

    @Test
    void info_unknownVersion_isNotFound() {
        ModuleId id = unknownVersionOf(given().richModule());
        assertNotFound(() -> repository().info(id.path(), new VersionQuery.Exact(id.version())));
    }

    @Test
    void mod_unknownVersion_isNotFound() {
        assertNotFound(() -> repository().mod(unknownVersionOf(given().richModule())));
    }

    @Test
    void zip_unknownVersion_isNotFound() {
        assertNotFound(() -> repository().zip(unknownVersionOf(given().richModule())));
    }

    @Test
    void info_unknownRevision_isNotFound() {
        assertNotFound(() -> repository().info(given().richModule(), UNKNOWN_REVISION));
    }

    @Test
    void info_exactVersion_hasThatVersion() throws Exception {
        for (ModuleId id : given().ids()) {
            assertThat(repository()
                            .info(id.path(), new VersionQuery.Exact(id.version()))
                            .version())
                    .as("version in the info of %s", id)
                    .contains(id.version());
        }
    }

    /** The {@code go} command asks for {@code v2.0.0} and can do with {@code v2.0.0+incompatible}, never with another module's. */
    @Test
    void info_versionThatThePathForbids_isRefusedOrOneThatItAllows() throws Exception {
        ModulePath module = given().richModule();
        for (String text : List.of("v1.0.0", "v2.0.0", "v987.0.0")) {
            ModuleVersion version = ModuleVersion.parse(text);
            if (module.checkMajor(version.semver()).isPresent()) {
                try {
                    ModuleInfo info = repository().info(module, new VersionQuery.Exact(version));
                    assertThat(info.version().flatMap(v -> module.checkMajor(v.semver())))
                            .as("why the answer %s to %s is no version of %s", info, version, module)
                            .isEmpty();
                } catch (ModuleAccessException e) {
                    assertThat(e.reason()).isIn(Reason.NOT_FOUND, Reason.INVALID);
                }
            }
        }
    }

    @Test
    void info_revision_hasTheVersionItStandsFor() throws Exception {
        assumeFalse(given().revisions().isEmpty(), "the fixture has no revision");
        for (RepositoryFixture.Revision revision : given().revisions()) {
            assertThat(repository().info(revision.module(), revision.query()).version())
                    .as(
                            "version of %s at %s",
                            revision.module(), revision.query().text())
                    .contains(revision.version());
            assertCanBeServed(new ModuleId(revision.module(), revision.version()));
        }
    }

    @Test
    void info_latest_isNotFoundOrCanBeServed() throws Exception {
        assertAnswerCanBeServed(VersionQuery.LATEST);
    }

    @Test
    void info_head_isNotFoundOrCanBeServed() throws Exception {
        assertAnswerCanBeServed(VersionQuery.HEAD);
    }

    private void assertAnswerCanBeServed(VersionQuery query) throws Exception {
        for (ModulePath module : given().modules()) {
            ModuleInfo info;
            try {
                info = repository().info(module, query);
            } catch (ModuleAccessException e) {
                assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                continue;
            }
            assertThat(info.version())
                    .as("version of %s at %s", module, query.text())
                    .isPresent();
            assertCanBeServed(new ModuleId(module, info.version().orElseThrow()));
        }
    }

    private void assertCanBeServed(ModuleId id) {
        for (Opening opening : openings()) {
            assertThatCode(() -> opening.open(id).close()).as("opening %s", id).doesNotThrowAnyException();
        }
    }

    @Test
    void zip_versionThatGoRefuses_isInvalid() {
        assumeTrue(given().invalid().isPresent(), "the fixture has no invalid version");
        assertRefused(Reason.INVALID, () -> repository().zip(given().invalid().orElseThrow()));
    }

    @Test
    void zip_versionThatIsLost_isGone() {
        assumeTrue(given().gone().isPresent(), "the fixture has no version that is gone");
        assertRefused(Reason.GONE, () -> repository().zip(given().gone().orElseThrow()));
    }

    /** A client that is told that something is absent goes on to its next proxy, which may have another thing of that name. */
    @Test
    void everything_whileTheSourceIsUnreachable_isUnknownAndNotAbsent() {
        assumeTrue(given().unreachable().isPresent(), "the fixture has no repository that is unreachable");
        GoModuleRepository unreachable = given().unreachable().orElseThrow();
        ModuleId id = given().oneId();
        List<ThrowingCallable> calls = List.of(
                () -> unreachable.versions(id.path()),
                () -> unreachable.info(id.path(), new VersionQuery.Exact(id.version())),
                () -> unreachable.mod(id).close(),
                () -> unreachable.zip(id).close());
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(IOException.class).isThrownBy(call);
        }
    }

    /** The server puts the module's name in front of the text and sends it to the person at the prompt. */
    @Test
    void refusals_areOneLineOfText() {
        ModuleId unknown = unknownVersionOf(given().unknownModule());
        ModuleId unknownVersion = unknownVersionOf(given().richModule());
        List<ThrowingCallable> calls = List.of(
                () -> repository().versions(unknown.path()),
                () -> repository().info(unknown.path(), VersionQuery.LATEST),
                () -> repository().mod(unknown),
                () -> repository().zip(unknown),
                () -> repository().info(unknownVersion.path(), UNKNOWN_REVISION),
                () -> repository().info(unknownVersion.path(), new VersionQuery.Exact(unknownVersion.version())),
                () -> repository().mod(unknownVersion),
                () -> repository().zip(unknownVersion));
        for (ThrowingCallable call : calls) {
            ModuleAccessException refusal = catchThrowableOfType(ModuleAccessException.class, call);
            if (refusal != null) {
                assertThat(refusal.getMessage())
                        .isNotBlank()
                        .matches(
                                text -> text.codePoints().noneMatch(Character::isISOControl),
                                "has no control character");
            }
        }
    }

    @Test
    void answers_areNeverNull() throws Exception {
        ModuleId id = given().oneId();
        assertThat(repository().versions(id.path())).isNotNull().doesNotContainNull();
        assertThat(repository().info(id.path(), new VersionQuery.Exact(id.version())))
                .isNotNull();
        assertThat(repository().state(id.path())).isNotNull();
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(id)) {
                assertThat(file).isNotNull();
                assertThat(file.size()).isNotNull();
                assertThat(file.tag()).isNotNull();
                assertThat(file.lastModified()).isNotNull();
                assertThat(file.path()).isNotNull();
            }
        }
    }
}
