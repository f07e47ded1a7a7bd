package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request proves itself with, and what the door makes of it before and after the host is asked. */
class CredentialsAtTheDoorTest {
    private static final String LIST = "/projects/1/packages/go/example.com/m/@v/list";
    private static final String PUBLIC_LIST = "/projects/2/packages/go/example.com/m/@v/list";

    private final MemoryModules modules = new MemoryModules().with("example.com/m", "v1.0.0");
    private final List<Credentials> seen = new ArrayList<>();

    /** Project 1 needs the token "good", in whatever way it comes; 2 is public, and any other token is wrong there too. */
    private final GoProjects projects = (ref, caller) -> {
        seen.add(caller.credentials());
        boolean isPublic = ref.equals(new ProjectRef.Id(2));
        boolean good = List.of(
                        new Credentials.PrivateToken(Secret.of("good")),
                        new Credentials.JobToken(Secret.of("good")),
                        new Credentials.DeployToken(Secret.of("good")),
                        new Credentials.Bearer(Secret.of("good")),
                        new Credentials.Basic("", Secret.of("good")))
                .contains(caller.credentials());
        if (good || isPublic && caller.isAnonymous()) {
            return new GoProject(isPublic ? "2" : "1", isPublic, modules);
        }
        throw new ModuleAccessException(Reason.UNAUTHENTICATED, "a token is needed, or it is wrong");
    };

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private Asked withQuery(String path, String query, String... headers) {
        return withQuery(GoModuleProxy.of(projects).withQueryTokens(), path, query, headers);
    }

    private static Asked withQuery(GoModuleProxy proxy, String path, String query, String... headers) {
        return Asked.send(
                proxy, new ProxyRequest("GET", path, Optional.of(query), Asked.headers(headers), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "Private-Token, good",
        "PRIVATE-TOKEN, good",
        "private-token, good",
        "JOB-TOKEN, good",
        "Job-Token, good",
        "Deploy-Token, good",
        "DEPLOY-TOKEN, good",
        "authorization, bearer good",
    })
    void header_inAnyCase_isRead(String name, String value) {
        assertThat(Asked.get(projects, LIST, name, value).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "goo", "good\u0000", "g\u00f6\u00f6d", "\ud800", "good,good", "\"good\""})
    void tokenThatIsWrong_isTheHostsRefusalAndNotKept(String token) {
        for (String name : List.of("PRIVATE-TOKEN", "JOB-TOKEN", "Deploy-Token")) {
            for (String path : List.of(LIST, PUBLIC_LIST)) {
                Asked got = Asked.get(projects, path, name, token);
                assertThat(got.status()).isEqualTo(401);
                assertThat(got.headers())
                        .containsEntry("Cache-Control", "no-store")
                        .containsEntry("Vary", "PRIVATE-TOKEN, JOB-TOKEN, Deploy-Token, Authorization, Accept");
            }
        }
        assertThat(modules.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE-TOKEN", "JOB-TOKEN", "Deploy-Token", "Authorization"})
    void headerBeyondTheLimit_is400BeforeTheHostIsAsked(String name) {
        Asked got = Asked.get(projects, LIST, name, "Bearer " + "a".repeat(8186));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).isEqualTo("bad request: the header " + name + " is too long\n");
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(seen).isEmpty();
        assertThat(Asked.get(projects, LIST, name, "Bearer " + "a".repeat(8185)).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE-TOKEN, good, PRIVATE-TOKEN, bad",
        "PRIVATE-TOKEN, good, JOB-TOKEN, bad",
        "JOB-TOKEN, good, Deploy-Token, bad",
        "Deploy-Token, bad, Authorization, Bearer good",
        "Authorization, Bearer good, Authorization, Bearer bad",
        "Authorization, Bearer good, Authorization, 'Basic Omdvb2Q9'",
    })
    void credentialsThatDisagree_are400BeforeTheHostIsAsked(
            String name, String value, String other, String otherValue) {
        for (String[] headers : new String[][] {{name, value, other, otherValue}, {other, otherValue, name, value}}) {
            Asked got = Asked.get(projects, LIST, headers);
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.body()).isEqualTo("bad request: the request has several credentials that disagree\n");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void credentialsThatAgree_areOne() {
        assertThat(Asked.get(
                                projects,
                                LIST,
                                "PRIVATE-TOKEN",
                                "good",
                                "PRIVATE-TOKEN",
                                "good",
                                "JOB-TOKEN",
                                "good",
                                "Authorization",
                                basic("me:good"))
                        .status())
                .isEqualTo(200);
        assertThat(seen).containsExactly(new Credentials.PrivateToken(Secret.of("good")));
    }

    @Test
    void malformedCredentials_areRefusedWhateverTheProject() {
        Asked expected = Asked.get(projects, LIST, "Authorization", "Basic !");
        assertThat(expected.status()).isEqualTo(400);
        for (String path : List.of(PUBLIC_LIST, "/projects/none/packages/go", "/projects/%zz/packages/go", "/", "/x")) {
            assertThat(Asked.get(projects, path, "Authorization", "Basic !")).isEqualTo(expected);
        }
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 5",
        "Content-Length, -1",
        "Content-Length, 99999999999999999999",
        "Transfer-Encoding, chunked",
        "Content-Type, application/json",
        "Expect, 100-continue",
        "Content-Encoding, gzip",
    })
    void fieldsOfABody_changeNothing(String name, String value) {
        Asked expected = Asked.get(projects, LIST, "PRIVATE-TOKEN", "good");
        assertThat(Asked.get(projects, LIST, "PRIVATE-TOKEN", "good", name, value))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private_token=good", "job_token=good", "x=1&private_token=g%6Fod", "private_token=bad"})
    void query_ofAHostThatDoesNotReadIt_isIgnored(String query) {
        GoModuleProxy proxy = GoModuleProxy.of(projects);
        assertThat(withQuery(proxy, LIST, query)).isEqualTo(Asked.get(projects, LIST));
        assertThat(withQuery(proxy, PUBLIC_LIST, query)).isEqualTo(Asked.get(projects, PUBLIC_LIST));
        assertThat(seen).allMatch(Credentials.NONE::equals);
    }

    @ParameterizedTest
    @CsvSource({
        "private_token=good, 200",
        "job_token=good, 200",
        "x=1&private_token=g%6Fod&y=2, 200",
        "private_token=good&job_token=good, 200",
        "private_token=bad, 401",
        "private_token=, 401",
        "private_token=good&job_token=bad, 400",
        "private_token=%zz, 400",
        "access_token=good, 401",
        "x, 401",
    })
    void query_ofAHostThatReadsIt_hasTokens(String query, int status) {
        assertThat(withQuery(LIST, query).status()).isEqualTo(status);
    }

    @Test
    void queryAndHeader_mustAgree() {
        assertThat(withQuery(LIST, "private_token=good", "JOB-TOKEN", "good").status())
                .isEqualTo(200);
        Asked got = withQuery(LIST, "private_token=good", "JOB-TOKEN", "bad");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).isEqualTo("bad request: the request has several credentials that disagree\n");
    }

    @Test
    void urlThatMayHoldAToken_isNeverPublic() {
        assertThat(withQuery(PUBLIC_LIST, "private_token=good").header("Cache-Control"))
                .isEqualTo("private, max-age=60");
        assertThat(withQuery("/projects/2/packages/go/x/@v/list", "private_token=good")
                        .header("Cache-Control"))
                .isEqualTo("private, max-age=60");
        assertThat(withQuery("no/slash", "private_token=good").header("Cache-Control"))
                .isEqualTo("private, max-age=60");
        Asked plain = Asked.send(
                GoModuleProxy.of(projects).withQueryTokens(),
                new ProxyRequest("GET", PUBLIC_LIST, Optional.empty(), RequestHeaders.NONE, Optional.empty()));
        assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=60");
    }

    @Test
    void withQueryTokens_leavesTheDoorAsItWas() {
        GoModuleProxy proxy = GoModuleProxy.of(projects);
        assertThat(withQuery(proxy.withQueryTokens(), LIST, "private_token=good")
                        .status())
                .isEqualTo(200);
        assertThat(withQuery(proxy, LIST, "private_token=good").status()).isEqualTo(401);
    }
}
