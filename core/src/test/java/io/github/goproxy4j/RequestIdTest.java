package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One id in the text for the user, in the answer's fields, in the log and in the access event. */
class RequestIdTest {
    private static final GoProjects BROKEN = (ref, caller) -> {
        throw new IOException("the database is gone");
    };

    private final List<AccessEvent> events = new ArrayList<>();
    private final GoModuleProxy proxy = GoModuleProxy.of(BROKEN).withAccessListener(events::add);

    @BeforeEach
    void forgetLog() {
        CapturedLog.clear();
    }

    private static Asked ask(GoModuleProxy proxy, String... headers) {
        return Asked.send(
                proxy, new ProxyRequest("GET", "/", Optional.empty(), Asked.headers(headers), Optional.empty()));
    }

    private void assertIsEverywhere(String id, Asked got) {
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.header("X-Request-Id")).isEqualTo(id);
        assertThat(CapturedLog.events()).singleElement().asString().contains(", id " + id + "\n");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.requestId()).contains(id));
        assertThat(CapturedLog.requests()).singleElement().asString().endsWith(" id=\"" + id + "\"");
    }

    @Test
    void handle_fails_hasOneIdEverywhere() {
        Asked got = ask(proxy);
        assertThat(got.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(got.body()).endsWith("under the id " + got.header("X-Request-Id") + "\n");
        assertIsEverywhere(got.header("X-Request-Id"), got);
    }

    @Test
    void handle_failsForJson_hasGitLabsBodyAndTheIdInTheField() {
        Asked got = ask(proxy, "Accept", "application/json");
        assertThat(got.body()).isEqualTo("{\"message\":\"500 Internal Server Error\"}");
        assertIsEverywhere(got.header("X-Request-Id"), got);
    }

    @Test
    void handle_idOfAClient_isNotTakenByDefault() {
        Asked got = ask(proxy, "X-Request-Id", "0123abc");
        assertThat(got.header("X-Request-Id")).isNotEqualTo("0123abc");
        assertIsEverywhere(got.header("X-Request-Id"), got);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"f", "550e8400-e29b-41d4-a716-446655440000", "Root_1.x", "0123456789abcdef0123456789abcdef"})
    void handle_idOfTheServerInFront_isTakenWhereSwitchedOn(String id) {
        Asked got = ask(proxy.withForwardedRequestIds(), "X-Request-Id", id);
        assertThat(got.body()).endsWith("under the id " + id + "\n");
        assertIsEverywhere(id, got);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\nERROR forged",
                "a\r",
                "a\u2028",
                "\u00e9",
                "\"",
                "a,b",
                "<b>",
                "${jndi:x}",
                "65"
            })
    void handle_idThatIsNoHarmlessText_isReplaced(String id) {
        String sent = id.equals("65") ? "a".repeat(65) : id;
        Asked got = ask(proxy.withForwardedRequestIds(), "X-Request-Id", sent);
        assertThat(got.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertIsEverywhere(got.header("X-Request-Id"), got);
    }

    @Test
    void handle_twoIds_areReplaced() {
        Asked got = ask(proxy.withForwardedRequestIds(), "X-Request-Id", "a", "X-Request-Id", "b");
        assertIsEverywhere(got.header("X-Request-Id"), got);
        assertThat(got.header("X-Request-Id")).matches("[0-9a-f]{16}");
    }

    @Test
    void handle_succeeds_hasTheForwardedIdInTheEventOnly() {
        GoModuleProxy working =
                GoModuleProxy.of(GoProjects.ofPublicRoot(new MemoryModules())).withAccessListener(events::add);
        assertThat(ask(working.withForwardedRequestIds(), "X-Request-Id", "abc").headers())
                .doesNotContainKey("X-Request-Id");
        assertThat(ask(working).headers()).doesNotContainKey("X-Request-Id");
        assertThat(events).extracting(AccessEvent::requestId).containsExactly(Optional.of("abc"), Optional.empty());
    }
}
