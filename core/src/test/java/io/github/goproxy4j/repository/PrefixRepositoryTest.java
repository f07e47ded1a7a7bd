package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixRepositoryTest {
    @ParameterizedTest
    @CsvSource({
        "example.com,             short",
        "example.com/b,           short",
        "example.com/ab,          short",
        "example.com/A,           short",
        "example.com/a,           long",
        "example.com/a/b,         long",
        "example.com/a/v2,        long",
        "gopkg.in/yaml.v3,        gopkg",
        "group,                   group",
        "group/x,                 group",
    })
    void everything_isAskedOfTheLongestPrefix(String module, String expected) throws Exception {
        ModulePath path = ModulePath.parse(module);
        ModuleVersion version = ModuleVersion.parse(path.major().isEmpty() ? "v1.0.0" : path.major() + ".0.0");
        PrefixRepository repository = PrefixRepository.of(Map.of(
                ModulePath.parse("example.com"), knowing("short", path, version),
                ModulePath.parse("example.com/a"), knowing("long", path, version),
                ModulePath.parse("gopkg.in/yaml.v3"), knowing("gopkg", path, version),
                ModulePath.parse("group"), knowing("group", path, version)));
        ModuleId id = new ModuleId(path, version);
        assertThat(text(repository.mod(id))).isEqualTo(expected + " mod");
        assertThat(text(repository.zip(id))).isEqualTo(expected + " zip");
        assertThat(repository.state(path)).contains(expected);
        assertThat(repository.versions(path)).containsExactly(version);
        assertThat(repository.info(path, new VersionQuery.Exact(version)).version())
                .contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.com/a", "example.co", "example.com.org", "example.com", "example.com/ab"})
    void moduleUnderNoPrefix_isNotFound(String module) throws Exception {
        ModulePath path = ModulePath.parse(module);
        PrefixRepository repository = PrefixRepository.of(
                Map.of(ModulePath.parse("example.com/a"), knowing("a", path, ModuleVersion.parse("v1.0.0"))));
        assertNotFound(() -> repository.versions(path));
        assertNotFound(() -> repository.info(path, VersionQuery.LATEST));
        assertNotFound(() -> repository.mod(new ModuleId(path, ModuleVersion.parse("v1.0.0"))));
        assertNotFound(() -> repository.zip(new ModuleId(path, ModuleVersion.parse("v1.0.0"))));
        assertThat(repository.state(path)).isEmpty();
    }

    @Test
    void moduleUnknownToTheLongestPrefix_isNotFoundInShorterOnes() {
        ModulePath path = ModulePath.parse("example.com/a/b");
        PrefixRepository repository = PrefixRepository.of(Map.of(
                ModulePath.parse("example.com"), knowing("short", path, ModuleVersion.parse("v1.0.0")),
                ModulePath.parse("example.com/a"), Answers.named("long", "example.com/a")));
        assertNotFound(() -> repository.versions(path));
    }

    @Test
    void of_laterChangesOfTheMap_changeNothing() throws Exception {
        ModulePath path = ModulePath.parse("example.com/a");
        Map<ModulePath, GoModuleRepository> map = new HashMap<>();
        map.put(path, knowing("a", path, ModuleVersion.parse("v1.0.0")));
        PrefixRepository repository = PrefixRepository.of(map);
        map.clear();
        assertThat(repository.versions(path)).isNotEmpty();
    }

    @Test
    void lookup_isAskedOnceForEachElementFromTheWholePathOn() throws Exception {
        ModulePath path = ModulePath.parse("example.com/group/lib/v1/sub/v2");
        List<String> asked = new ArrayList<>();
        PrefixRepository repository = PrefixRepository.of(prefix -> {
            asked.add(prefix);
            return prefix.equals("example.com/group/lib")
                    ? Optional.of(knowing("lib", path, ModuleVersion.parse("v2.0.0")))
                    : Optional.empty();
        });
        assertThat(repository.versions(path)).containsExactly(ModuleVersion.parse("v2.0.0"));
        assertThat(asked)
                .containsExactly(
                        "example.com/group/lib/v1/sub/v2",
                        "example.com/group/lib/v1/sub",
                        "example.com/group/lib/v1",
                        "example.com/group/lib");
    }

    @Test
    void lookup_findsNothing_isNotFoundAfterOneLookForEachElement() throws Exception {
        ModulePath path = ModulePath.parse("example.com/a/b");
        List<String> asked = new ArrayList<>();
        PrefixRepository repository = PrefixRepository.of(prefix -> {
            asked.add(prefix);
            return Optional.empty();
        });
        assertNotFound(() -> repository.versions(path));
        assertThat(asked).containsExactly("example.com/a/b", "example.com/a", "example.com");
        assertThat(repository.state(path)).isEmpty();
    }

    @Test
    void lookup_changes_areSeenByTheNextQuestion() throws Exception {
        ModulePath path = ModulePath.parse("example.com/a");
        Map<String, GoModuleRepository> readable = new HashMap<>();
        PrefixRepository repository = PrefixRepository.of(prefix -> Optional.ofNullable(readable.get(prefix)));
        assertNotFound(() -> repository.versions(path));
        readable.put("example.com/a", knowing("a", path, ModuleVersion.parse("v1.0.0")));
        assertThat(repository.versions(path)).isNotEmpty();
    }

    @Test
    void lookup_cannotTell_isUnknownAndNotAbsent() {
        PrefixRepository repository = PrefixRepository.of(prefix -> {
            throw new IOException("the index is locked");
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.versions(ModulePath.parse("example.com/a")))
                .withMessage("the index is locked");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.state(ModulePath.parse("example.com/a")));
    }

    private static Answers knowing(String name, ModulePath module, ModuleVersion version) {
        return Answers.named(name, module.toString(), version.toString()).state(name);
    }

    private static String text(ModuleFile file) throws IOException {
        try (ModuleFile lease = file) {
            return new String(lease.openStream(0).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(ModuleAccessException.Reason.NOT_FOUND, ModuleAccessException::reason);
    }
}
