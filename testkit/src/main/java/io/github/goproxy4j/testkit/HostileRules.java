package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The rules for names that nobody foresaw. Clients ask for every prefix of an import path, and anybody may ask for
 * anything; what a file system, a database or a command line makes of it is the repository's affair.
 */
abstract class HostileRules extends ChangeRules {
    /** For all odd names together; a repository needs some milliseconds. */
    private static final Duration QUICKLY = Duration.ofSeconds(30);

    @Test
    void versions_oddModuleNames_areNotFoundSoon() {
        List<ModulePath> odd = oddModules();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (ModulePath module : odd) {
                if (given().isListedEmpty(module)) {
                    assertThat(repository().versions(module)).isEmpty();
                } else {
                    assertNotFound(() -> repository().versions(module));
                }
            }
        });
    }

    @Test
    void info_oddModuleNames_areNotFoundSoon() {
        List<ModulePath> odd = oddModules();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (ModulePath module : odd) {
                assertNotFound(() -> repository().info(module, VersionQuery.LATEST));
                assertNotFound(() -> repository().info(module, VersionQuery.HEAD));
                assertNotFound(() -> repository().info(module, UNKNOWN_REVISION));
            }
        });
    }

    @Test
    void files_oddModuleNames_areNotFoundSoon() {
        List<ModuleId> odd =
                oddModules().stream().map(ContractRules::unknownVersionOf).toList();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (Opening opening : openings()) {
                for (ModuleId id : odd) {
                    assertNotFound(() -> opening.open(id).close());
                }
            }
        });
    }

    @Test
    void state_oddModuleNames_isAnAnswerSoon() {
        List<ModulePath> odd = oddModules();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (ModulePath module : odd) {
                assertThat(repository().state(module)).isNotNull();
            }
        });
    }

    @Test
    void info_oddRevisions_areRefusedSoon() {
        ModulePath module = given().richModule();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (VersionQuery query : oddRevisions()) {
                assertRefusedForSure(query.text(), () -> repository().info(module, query));
            }
        });
    }

    @Test
    void info_oddVersions_areRefusedSoon() {
        ModulePath module = given().richModule();
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (ModuleId id : oddVersionsOf(module)) {
                VersionQuery query = new VersionQuery.Exact(id.version());
                assertRefusedForSure(query.text(), () -> repository().info(module, query));
            }
        });
    }

    @Test
    void files_oddVersions_areRefusedSoon() {
        List<ModuleId> odd = oddVersionsOf(given().richModule());
        assertTimeoutPreemptively(QUICKLY, () -> {
            for (Opening opening : openings()) {
                for (ModuleId id : odd) {
                    assertRefusedForSure(
                            id.version().toString(), () -> opening.open(id).close());
                }
            }
        });
    }

    private static void assertRefusedForSure(String asked, ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .as("asking for %.80s", asked)
                .isThrownBy(call)
                .matches(e -> e.reason() == Reason.NOT_FOUND || e.reason() == Reason.INVALID, "is certain");
    }

    /** All of them legal, none of them there; in upper case, too, because some file systems know no difference. */
    private List<ModulePath> oddModules() {
        String known = given().richModule().prefix();
        Stream<String> below = Stream.of(
                "x".repeat(300),
                "x".repeat(100_000),
                "x" + "/x".repeat(10_000),
                "a..b",
                "a...b",
                "_",
                "__proto__",
                "-x",
                "--output",
                "auxx",
                "com0",
                "com10.txt",
                "lpt",
                "list",
                "latest",
                "v1.0.0.info",
                "refs/heads/master",
                "x.git",
                "x~",
                "II/ii",
                "null",
                "undefined");
        return Stream.of(
                        below.map(name -> "goproxy4j-contract.invalid/" + name),
                        Stream.of(
                                "goproxy4j-contract",
                                "0",
                                known + "/goproxy4j-contract-unknown",
                                known + "/goproxy4j-contract-unknown/v2",
                                known + "/goproxy4j-contract-unknown/-x/a..b/" + "x".repeat(300),
                                known + "/goproxy4j-contract-unknown" + "/x".repeat(1_000),
                                known + "-goproxy4j-contract-unknown",
                                known + "/GOPROXY4J-CONTRACT-UNKNOWN",
                                inOtherCase(given().richModule().toString())))
                .flatMap(names -> names)
                .filter(name -> !name.startsWith("gopkg.in/"))
                .map(ModulePath::parse)
                .filter(module -> !given().modules().contains(module))
                .toList();
    }

    /** The path with the letters after its first slash in their other case: another module, and on some disks the same file. */
    private static String inOtherCase(String path) {
        int slash = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        StringBuilder other = new StringBuilder(path.substring(0, slash));
        path.substring(slash)
                .chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> other.append((char) c));
        return other.toString().replaceAll("/V(\\d+)$", "/v$1");
    }

    private static List<VersionQuery> oddRevisions() {
        return Stream.of(
                        "-x",
                        "--output=x",
                        "--upload-pack=x",
                        "goproxy4j-contract@{upstream}",
                        "goproxy4j-contract@{1}",
                        "goproxy4j-contract^{commit}",
                        "goproxy4j-contract^0",
                        "goproxy4j-contract~1",
                        "goproxy4j-contract..HEAD~0",
                        "goproxy4j-contract...x",
                        "goproxy4j-contract.lock",
                        "goproxy4j-contract%",
                        "goproxy4j-contract%2e%2e%2f",
                        "goproxy4j-contract%00",
                        "goproxy4j-contract%s%n%n%x",
                        "goproxy4j-contract_",
                        "[goproxy4j-contract]",
                        "{goproxy4j-contract,x}",
                        "${goproxy4j-contract}",
                        "$(goproxy4j-contract)",
                        "#{goproxy4j-contract}",
                        "goproxy4j-contract or true --",
                        "goproxy4j-contract) or (1=1",
                        "goproxy4j-contract&x",
                        "clock$",
                        "conin$",
                        "CONOUT$",
                        "goproxy4j-contract \u0131\u0130\u00df\ud835\udd4f",
                        "goproxy4j-contract\uac00",
                        "GOPROXY4J-CONTRACT-NO-SUCH-BRANCH",
                        "f".repeat(40),
                        "f".repeat(64),
                        "x".repeat(300),
                        "x".repeat(100_000),
                        "v0.0." + "9".repeat(10_000))
                .map(VersionQuery::parse)
                .toList();
    }

    private static List<ModuleId> oddVersionsOf(ModulePath module) {
        String major = module.major().isEmpty() ? "v0" : module.major().replace("-unstable", "");
        return Stream.of(
                        ".98.97-" + "x".repeat(300),
                        ".98.97-" + "x".repeat(100_000),
                        ".98.97" + "-x.y".repeat(1_000),
                        ".98.97-aux",
                        ".98.97-NUL",
                        ".98.97--x",
                        ".98.97-HEAD",
                        ".98.97-info",
                        ".98.97-x.zip",
                        ".98.97-0.20200102030405-ffffffffffff",
                        ".98.98-0.99999999999999-ffffffffffff",
                        "." + "9".repeat(1_000) + ".0")
                .map(rest -> new ModuleId(module, ModuleVersion.parse(major + rest)))
                .toList();
    }
}
