package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules for what is known and what is not: the answers, and which of them are absent. */
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
        assumeShown(!empty.isEmpty(), "module(...) without versions");
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
        assumeShown(!given().revisions().isEmpty(), "revision(...)");
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
