package io.github.goproxy4j.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    /** Headers with names and values in turn, found by names in any case. */
    private static RequestHeaders headers(String... namesAndValues) {
        return name -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                if (namesAndValues[i].toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    values.add(namesAndValues[i + 1]);
                }
            }
            return values;
        };
    }

    private static Credentials read(String... namesAndValues) throws CredentialsException {
        return Credentials.read(headers(namesAndValues));
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void read_eachHeader_isItsKind() throws CredentialsException {
        Secret secret = Secret.of("t0ken");
        assertThat(read("PRIVATE-TOKEN", "t0ken")).isEqualTo(new Credentials.PrivateToken(secret));
        assertThat(read("JOB-TOKEN", "t0ken")).isEqualTo(new Credentials.JobToken(secret));
        assertThat(read("Deploy-Token", "t0ken")).isEqualTo(new Credentials.DeployToken(secret));
        assertThat(read("private-token", " t0ken ")).isEqualTo(new Credentials.PrivateToken(secret));
        assertThat(read("Authorization", "Bearer t0ken")).isEqualTo(new Credentials.Bearer(secret));
        assertThat(read("authorization", "bEARER  t0ken ")).isEqualTo(new Credentials.Bearer(secret));
        assertThat(read("Authorization", basic("dev:t0ken"))).isEqualTo(new Credentials.Basic("dev", secret));
        assertThat(read("Authorization", basic("dev:t0ken").replace("Basic", "BASIC")))
                .isEqualTo(new Credentials.Basic("dev", secret));
    }

    @Test
    void read_basic_isCutAtTheFirstColonInUtf8() throws CredentialsException {
        assertThat(read("Authorization", basic("dev:a:b"))).isEqualTo(new Credentials.Basic("dev", Secret.of("a:b")));
        assertThat(read("Authorization", basic(":x"))).isEqualTo(new Credentials.Basic("", Secret.of("x")));
        assertThat(read("Authorization", basic("dev:"))).isEqualTo(new Credentials.Basic("dev", Secret.of("")));
        assertThat(read("Authorization", basic("j\u00f6rg:p\u00e4ss")))
                .isEqualTo(new Credentials.Basic("j\u00f6rg", Secret.of("p\u00e4ss")));
    }

    @Test
    void read_nothingOrEmptyOrOtherScheme_isNone() throws CredentialsException {
        assertThat(read()).isEqualTo(Credentials.NONE);
        assertThat(Credentials.read(RequestHeaders.NONE)).isEqualTo(Credentials.NONE);
        assertThat(read("PRIVATE-TOKEN", "")).isEqualTo(Credentials.NONE);
        assertThat(read("PRIVATE-TOKEN", "  ")).isEqualTo(Credentials.NONE);
        assertThat(read("Authorization", "Negotiate abc")).isEqualTo(Credentials.NONE);
        assertThat(read("Authorization", "")).isEqualTo(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic",
                "Basic ",
                "Basic !",
                "Basic ZGV2",
                "Basic ZGV2OnQ=x",
                "Basic /zp4",
                "Basic \u0130"
            })
    void read_malformedAuthorization_isRefused(String value) {
        assertThatThrownBy(() -> read("Authorization", value))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("malformed header Authorization");
    }

    @Test
    void read_sameSecretTwice_isTheFirst() throws CredentialsException {
        assertThat(read("PRIVATE-TOKEN", "t", "Authorization", basic("dev:t")))
                .isEqualTo(new Credentials.PrivateToken(Secret.of("t")));
        assertThat(read("JOB-TOKEN", "t", "JOB-TOKEN", "t")).isEqualTo(new Credentials.JobToken(Secret.of("t")));
    }

    @Test
    void read_secretsThatDisagree_areRefused() {
        for (String[] both : new String[][] {
            {"PRIVATE-TOKEN", "a", "JOB-TOKEN", "b"},
            {"PRIVATE-TOKEN", "a", "PRIVATE-TOKEN", "b"},
            {"Deploy-Token", "a", "Authorization", "Bearer b"},
            {"Authorization", "Bearer a", "Authorization", basic("dev:b")},
        }) {
            assertThatThrownBy(() -> read(both))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("disagree");
        }
    }

    @Test
    void read_atAndBeyondTheLimit_isReadAndRefused() throws CredentialsException {
        assertThat(read("JOB-TOKEN", "a".repeat(8192))).isInstanceOf(Credentials.JobToken.class);
        assertThatThrownBy(() -> read("JOB-TOKEN", "a".repeat(8193)))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("the header JOB-TOKEN is too long");
        assertThatThrownBy(() -> read("Authorization", "Bearer " + "a".repeat(8192)))
                .isInstanceOf(CredentialsException.class);
    }

    @Test
    void read_manyEqualSecrets_isTheFirst() throws CredentialsException {
        RequestHeaders many = name -> name.equals("JOB-TOKEN") ? Collections.nCopies(10_000, "t") : List.of();
        assertThat(Credentials.read(many)).isEqualTo(new Credentials.JobToken(Secret.of("t")));
    }

    @ParameterizedTest
    @CsvSource({
        "private_token=t0ken, PrivateToken, t0ken",
        "job_token=t0ken, JobToken, t0ken",
        "x=1&job_token=t0ken&y, JobToken, t0ken",
        "private_token=a%2Bb+c, PrivateToken, a+b+c",
        "private_token=%74%30ken, PrivateToken, t0ken",
        "private_token=t%2541, PrivateToken, t%41",
        "private_token=a=b=, PrivateToken, a=b=",
        "private_token=p%C3%A4ss, PrivateToken, p\u00e4ss",
        "private_token=t&private_token=t, PrivateToken, t",
        "job_token=t&private_token=t, JobToken, t",
        "job_token=&private_token=t, PrivateToken, t",
    })
    void read_query_isTheTokenDecodedOnce(String query, String kind, String secret) throws CredentialsException {
        Credentials expected = kind.equals("JobToken")
                ? new Credentials.JobToken(Secret.of(secret))
                : new Credentials.PrivateToken(Secret.of(secret));
        assertThat(Credentials.read(RequestHeaders.NONE, query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "&&=&",
                "private_token",
                "private_token=",
                "private_token=&job_token=",
                "=t0ken",
                "token=t0ken",
                "Private_Token=t0ken",
                "PRIVATE-TOKEN=t0ken",
                "private%5Ftoken=t0ken",
                "private_token[]=t0ken",
                " private_token=t0ken",
                "access_token=t0ken",
                "x=%zz",
                "x=private_token=t0ken",
                "x;private_token=t0ken",
                "?private_token=t0ken"
            })
    void read_queryWithoutTheParameters_isNone(String query) throws CredentialsException {
        assertThat(Credentials.read(RequestHeaders.NONE, query)).isEqualTo(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "a%4",
                "a%zz",
                "a%+1",
                "%\uff14\uff11",
                "%FF",
                "%C0%AF",
                "%ED%A0%80",
                "\u00fc",
                "a b",
                "a%20b",
                "a%00",
                "a%0d%0ab",
                "a\t",
                "%7f"
            })
    void read_malformedParameter_isRefusedWithoutItsValue(String value) {
        for (String name : new String[] {"private_token", "job_token"}) {
            assertThatThrownBy(() -> Credentials.read(RequestHeaders.NONE, "x=1&" + name + "=" + value))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("malformed query parameter " + name)
                    .hasNoCause();
        }
    }

    @Test
    void read_queryAndHeader_areTheHeadersOrRefused() throws CredentialsException {
        assertThat(Credentials.read(headers("Authorization", basic("dev:t")), "private_token=t"))
                .isEqualTo(new Credentials.Basic("dev", Secret.of("t")));
        for (String[] both : new String[][] {
            {"a", "private_token=b"},
            {"a", "job_token=b"},
            {"a", "private_token=a&job_token=b"},
            {"", "private_token=a&private_token=b"},
        }) {
            assertThatThrownBy(() -> Credentials.read(headers("PRIVATE-TOKEN", both[0]), both[1]))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("disagree");
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void read_hugeQuery_isReadOnceAndItsTokenBounded() throws CredentialsException {
        assertThat(Credentials.read(RequestHeaders.NONE, "private_token=" + "a".repeat(8192)))
                .isInstanceOf(Credentials.PrivateToken.class);
        assertThatThrownBy(() -> Credentials.read(RequestHeaders.NONE, "private_token=" + "a".repeat(8193)))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("the query parameter private_token is too long");
        for (String unit : new String[] {"&", "=", "a&", "a=&", "private_token=&", "private_token&", "%"}) {
            assertThat(Credentials.read(RequestHeaders.NONE, unit.repeat((1 << 20) / unit.length())))
                    .isEqualTo(Credentials.NONE);
        }
    }

    @Test
    void secret_anyText_isRedacted() {
        Secret secret = Secret.of("t0ken");
        assertThat(secret.reveal()).isEqualTo("t0ken");
        assertThat(secret).hasToString("[secret]").isEqualTo(Secret.of("t0ken")).isNotEqualTo(Secret.of("t0ker"));
        assertThat(secret).hasSameHashCodeAs(Secret.of("other"));
        assertThat(new Credentials.Basic("dev", secret).toString()).doesNotContain("dev", "t0ken");
        assertThat(new Caller(Optional.empty(), new Credentials.Bearer(secret)).toString())
                .doesNotContain("t0ken");
    }

    @Test
    void caller_nothingKnown_isAnonymous() {
        assertThat(Caller.ANONYMOUS.isAnonymous()).isTrue();
        assertThat(new Caller(Optional.of(() -> "dev"), Credentials.NONE).isAnonymous())
                .isFalse();
        assertThat(new Caller(Optional.empty(), new Credentials.JobToken(Secret.of("x"))).isAnonymous())
                .isFalse();
    }
}
