package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a GitLab path names: one project, those of a group, all of them, or nothing that there can be. */
class GitLabPathTest {
    private final GoModuleRepository lib = new MemoryModules().with("host.example/group/lib", "v1.0.0");
    private final GoModuleRepository app = new MemoryModules().with("host.example/other/app", "v1.1.0");
    private final Map<String, GoModuleRepository> byPath =
            Map.of("host.example/group/lib", lib, "host.example/other/app", app);

    /** A host where the token "lib" may read one project and "all" both; each gets a key for what it may read. */
    private final GoProjects projects = (ref, caller) -> {
        String token = token(caller);
        if (token.isEmpty()) {
            throw new ModuleAccessException(Reason.UNAUTHENTICATED, "log in, then ask again");
        }
        if (ref.equals(new ProjectRef.FullPath("group/lib")) || ref.equals(new ProjectRef.FullPath("old/name"))) {
            return new GoProject("lib", false, lib);
        }
        if (ref.equals(ProjectRef.INSTANCE) || ref.equals(new ProjectRef.GroupId(7))) {
            return new GoProject(
                    "all of " + token,
                    false,
                    PrefixRepository.of(prefix -> Optional.ofNullable(byPath.get(prefix))
                            .filter(found -> found == lib || token.equals("all"))));
        }
        throw ModuleAccessException.notFound("none");
    };

    private static String token(Caller caller) {
        return caller.credentials() instanceof Credentials.PrivateToken token
                ? token.token().reveal()
                : "";
    }

    private Asked as(String token, String path) {
        return Asked.get(projects, path, "PRIVATE-TOKEN", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v4/packages/go", "/packages/go", "/api/v4/groups/7/-/packages/go"})
    void severalProjects_areOneGoproxyOfWhatTheCallerMayRead(String base) {
        assertThat(as("all", base + "/host.example/group/lib/@v/list").body()).isEqualTo("v1.0.0\n");
        assertThat(as("all", base + "/host.example/other/app/@v/list").body()).isEqualTo("v1.1.0\n");
        assertThat(as("lib", base + "/host.example/group/lib/@v/list").body()).isEqualTo("v1.0.0\n");
        Asked hidden = as("lib", base + "/host.example/other/app/@v/list");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo("not found: host.example/other/app: unknown module\n");
        assertThat(hidden.header("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(as("all", base).status()).isEqualTo(200);
        assertThat(Asked.get(projects, base).status()).isEqualTo(401);
    }

    @Test
    void renamedProject_thatTheHostFindsByItsOldPath_isTheSame() {
        String file = "/packages/go/host.example/group/lib/@v/list";
        Asked renamed = as("lib", "/api/v4/projects/old%2fname" + file);
        assertThat(renamed).isEqualTo(as("lib", "/api/v4/projects/group%2Flib" + file));
        assertThat(renamed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects//packages/go",
                "/projects/./packages/go",
                "/projects/../packages/go",
                "/projects/%2e%2e/packages/go",
                "/api/v4/projects/%zz/packages/go",
                "/api/v4/projects/%/packages/go",
                "/api/v4/projects/%FF/packages/go",
                "/api/v4/projects/%00/packages/go",
                "/api/v4/projects/a;b/packages/go",
                "/api/v4/projects/a%5Cb/packages/go",
                "/api/v4/projects/-1/packages/go",
                "/api/v4/projects/99999999999999999999/packages/go",
                "/api/v4/projects/group%2F..%2Flib/packages/go",
                "/api/v4/projects/group%2F/packages/go",
                "/api/v4/projects/group%252Flib/packages/go",
                "/groups/..%2F..%2Fetc/-/packages/go",
                "/groups/%2e/-/packages/go",
            })
    void impossibleId_isAnAbsentProjectForEverybody(String base) {
        for (String tail : List.of("", "/", "/m/@v/list", "/m/@v/v1.0.0.zip", "/%zz", "/sumdb/x/supported")) {
            String absent = "/api/v4/projects/group%2Fnone/packages/go" + tail;
            for (String method : List.of("GET", "HEAD")) {
                for (String[] headers : new String[][] {
                    {},
                    {"PRIVATE-TOKEN", "all"},
                    {"PRIVATE-TOKEN", "all", "Accept", "application/json"},
                    {"Accept", "application/json"}
                }) {
                    Asked got = Asked.send(projects, method, base + tail, headers);
                    assertThat(got).isEqualTo(Asked.send(projects, method, absent, headers));
                    assertThat(got.status()).isEqualTo(List.of(headers).contains("all") ? 404 : 401);
                }
            }
        }
    }

    @Test
    void impossibleId_ofAHostThatOpensWhateverItIsAskedFor_isNotFound() {
        GoProjects all = (ref, caller) -> new GoProject("", true, lib);
        assertThat(Asked.get(all, "/projects/%zz/packages/go/host.example/group/lib/@v/list")
                        .status())
                .isEqualTo(404);
        assertThat(Asked.get(all, "/projects/x/packages/go/host.example/group/lib/@v/list")
                        .status())
                .isEqualTo(200);
    }
}
