package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resource that says whether the host can serve modules. */
class HealthTest {
    private static final GoProjects PRIVATE = (ref, caller) -> {
        throw new AssertionError("asked for a project");
    };

    private final AtomicBoolean well = new AtomicBoolean(true);
    private final GoModuleProxy proxy = GoModuleProxy.of(PRIVATE).withHealth(() -> {
        if (!well.get()) {
            throw new IOException("/srv/secret/disk is gone\nand so am I");
        }
    });

    @BeforeEach
    void forgetLog() {
        CapturedLog.clear();
    }

    private Asked ask(String method, String path, String... headers) {
        return Asked.send(
                proxy, new ProxyRequest(method, path, Optional.empty(), Asked.headers(headers), Optional.empty()));
    }

    @Test
    void get_checkPasses_isOkForEverybodyAndNotKept() {
        Asked got = ask("GET", "/-/health");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("ok\n");
        assertThat(got.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Cache-Control", "no-store");
        assertThat(ask("HEAD", "/-/health").status()).isEqualTo(200);
        assertThat(ask("POST", "/-/health").status()).isEqualTo(405);
        assertThat(CapturedLog.events()).isEmpty();
    }

    @Test
    void get_checkFails_is503WithoutTheReasonAndLoggedWithTheId() {
        well.set(false);
        Asked got = ask("GET", "/-/health");
        String id = got.header("X-Request-Id");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.body()).isEqualTo("unavailable: the server's log has the reason under the id " + id + "\n");
        assertThat(CapturedLog.events())
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains(id, "/srv/secret/disk", "\tat ");
        Asked json = ask("GET", "/-/health", "Accept", "application/json");
        assertThat(json.body()).isEqualTo("{\"message\":\"503 Service Unavailable\"}");
    }

    @Test
    void get_checkFailsAgain_isALineWithoutStackTraceUntilItPassed() {
        well.set(false);
        ask("GET", "/-/health");
        CapturedLog.clear();
        Asked second = ask("GET", "/-/health");
        assertThat(CapturedLog.events())
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains(second.header("X-Request-Id"), "gone\\nand so")
                .doesNotContain("\n");
        well.set(true);
        CapturedLog.clear();
        ask("GET", "/-/health");
        ask("GET", "/-/health");
        assertThat(CapturedLog.events()).singleElement().asString().startsWith("INFO");
        well.set(false);
        CapturedLog.clear();
        ask("GET", "/-/health");
        assertThat(CapturedLog.events()).singleElement().asString().startsWith("ERROR");
    }

    @Test
    void get_checkIsInterrupted_staysInterrupted() {
        GoModuleProxy interrupted = GoModuleProxy.of(PRIVATE).withHealth(() -> {
            throw new InterruptedException();
        });
        Asked got = Asked.send(
                interrupted,
                new ProxyRequest("GET", "/-/health", Optional.empty(), RequestHeaders.NONE, Optional.empty()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(got.status()).isEqualTo(503);
    }

    @Test
    void get_belowAMountPoint_isThere() {
        ProxyRequest request =
                new ProxyRequest("GET", "/go/-/health", Optional.empty(), RequestHeaders.NONE, Optional.empty());
        assertThat(Asked.read(proxy.handle(request, MountPoint.of("/go"))).status())
                .isEqualTo(200);
    }

    @Test
    void get_notSwitchedOnOrAnotherSpelling_isNotFound() {
        assertThat(Asked.get(GoProjects.ofPublicRoot(new MemoryModules()), "/-/health")
                        .status())
                .isEqualTo(404);
        GoModuleProxy root =
                GoModuleProxy.of(GoProjects.ofPublicRoot(new MemoryModules())).withHealth(() -> {});
        for (String path : new String[] {"/-/health/", "/-/Health", "/%2d/health", "//-/health", "/x/-/health"}) {
            ProxyRequest request =
                    new ProxyRequest("GET", path, Optional.empty(), RequestHeaders.NONE, Optional.empty());
            assertThat(Asked.send(root, request).status()).as(path).isEqualTo(404);
        }
    }
}
