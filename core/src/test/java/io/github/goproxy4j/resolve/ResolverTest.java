package io.github.goproxy4j.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.MemoryModules;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");

    private final MemoryModules modules = new MemoryModules();

    private String list(ModulePath module) throws Exception {
        try (ModuleFile list = new VersionListResolver(modules).file(module).lease();
                InputStream in = list.openStream(0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void list_versions_areSortedAndListedOnce() throws Exception {
        for (String version :
                new String[] {"v1.10.0", "v1.9.0", "v1.10.0-rc.1", "v1.9.0", "v2.0.0+incompatible", "v0.1.0"}) {
            modules.listed("example.com/m", version);
        }
        assertThat(list(M)).isEqualTo("v0.1.0\nv1.9.0\nv1.10.0-rc.1\nv1.10.0\nv2.0.0+incompatible\n");
    }

    @Test
    void list_pseudoVersionsAndOtherMajors_areLeftOut() throws Exception {
        for (String version : new String[] {
            "v1.0.0", "v2.0.0", "v0.0.0-20240101000000-bbbbbbbbbbbb", "v1.0.1-0.20240101000000-bbbbbbbbbbbb"
        }) {
            modules.listed("example.com/m", version);
        }
        assertThat(list(M)).isEqualTo("v1.0.0\n");
    }

    @Test
    void list_pathWithMajor_hasOnlyThatMajor() throws Exception {
        modules.listed("example.com/m/v2", "v1.0.0").listed("example.com/m/v2", "v2.1.0");
        modules.listed("gopkg.in/yaml.v3", "v3.0.1").listed("gopkg.in/yaml.v3", "v2.0.0");
        assertThat(list(ModulePath.parse("example.com/m/v2"))).isEqualTo("v2.1.0\n");
        assertThat(list(ModulePath.parse("gopkg.in/yaml.v3"))).isEqualTo("v3.0.1\n");
    }

    @Test
    void list_knownModuleWithoutVersions_isEmpty() throws Exception {
        modules.known("example.com/m");
        assertThat(list(M)).isEmpty();
    }

    @Test
    void list_unknownModule_isNotFound() {
        assertThat(catchThrowableOfType(ModuleAccessException.class, () -> list(M))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void info_latest_isComputedWhereTheRepositoryHasNone() throws Exception {
        modules.with("example.com/m", "v1.0.0");
        assertThat(new InfoResolver(modules).resolve(M, VersionQuery.LATEST).version())
                .hasToString("Optional[v1.0.0]");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0.0, v1.0.0",
        "v2.0.0, v2.0.0+incompatible",
        "v2.0.0+incompatible, v2.0.0+incompatible",
        "master, v1.0.0",
        "HEAD, v0.0.0-20240101000000-bbbbbbbbbbbb",
        "v1, v1.4.0",
    })
    void info_answerOfGo_isPassedOn(String query, String version) throws Exception {
        modules.query("example.com/m", query, version);
        assertThat(new InfoResolver(modules)
                        .resolve(M, VersionQuery.parse(query))
                        .version())
                .hasToString("Optional[" + version + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0.0, v1.0.1",
        "v1.0.0, v1.0.0+incompatible",
        "v2.0.0, v2.0.0",
        "v2.0.0, v3.0.0+incompatible",
        "master, v2.0.0",
    })
    void info_madeAnswerThatCannotBe_isFailureOfTheRepository(String query, String version) {
        modules.query("example.com/m", query, version);
        assertThatThrownBy(() -> new InfoResolver(modules).resolve(M, VersionQuery.parse(query)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(version);
    }

    @Test
    void info_publishedAnswer_isNotJudged() throws Exception {
        byte[] json =
                "{\"version\":\"v7.0.0\",\"Time\":\"2024-01-01T01:00:00+01:00\"}\n".getBytes(StandardCharsets.UTF_8);
        modules.query("example.com/m", "v1.0.0", ModuleInfo.published(json));
        assertThat(new InfoResolver(modules)
                        .resolve(M, VersionQuery.parse("v1.0.0"))
                        .toJson())
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "master, is not a canonical version",
        "v1.0, is not a canonical version",
        "latest, is not a canonical version",
        "v1.0.0+meta, is not a canonical version",
        "v2.0.0, 'should be v0 or v1, not v2'",
    })
    void files_otherThanCanonicalVersionOfThePath_areInvalid(String query, String reason) {
        for (Throwable refusal : new Throwable[] {
            catchThrowableOfType(
                    ModuleAccessException.class, () -> new ModResolver(modules).resolve(M, VersionQuery.parse(query))),
            catchThrowableOfType(
                    ModuleAccessException.class, () -> new ZipResolver(modules).resolve(M, VersionQuery.parse(query)))
        }) {
            assertThat(refusal).hasMessageStartingWith("invalid version: ").hasMessageContaining(reason);
            assertThat(((ModuleAccessException) refusal).reason()).isEqualTo(Reason.INVALID);
        }
        assertThat(modules.calls).isEmpty();
    }

    @Test
    void files_canonicalVersion_areThoseOfTheRepository() throws Exception {
        modules.with("example.com/m", "v1.0.0").zip("example.com/m", "v1.0.0", new byte[] {1, 2});
        try (ModuleFile mod = new ModResolver(modules).resolve(M, VersionQuery.parse("v1.0.0"));
                ModuleFile zip = new ZipResolver(modules).resolve(M, VersionQuery.parse("v1.0.0"))) {
            assertThat(new String(mod.openStream(0).readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("module example.com/m\n");
            assertThat(zip.size()).hasValue(2);
        }
    }
}
