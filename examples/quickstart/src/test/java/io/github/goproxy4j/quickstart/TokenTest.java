package io.github.goproxy4j.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.auth.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final Secret SECRET = Secret.of("gl-pat-7Rk2");

    @Test
    void toString_whateverHoldsAToken_doesNotShowIt() {
        Token token = new Token(0, SECRET, TokenKind.PERSONAL, "dev", Set.of("api"), false, Map.of());
        assertThat(List.of(
                        token,
                        new Reader(Optional.of(token)),
                        new Reader(Optional.of(token)).name(),
                        new ProjectsFile(InstanceSettings.DEFAULTS, List.of(), List.of(token)),
                        new ProjectsJson.Token(SECRET, TokenKind.PERSONAL, "dev", List.of(), false, Map.of())))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("7Rk2"));
    }
}
