package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.containers.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a healthy client waits for while a thousand others are slow: half of them never finish their requests, half never
 * read an 8 MiB zip, and one more breaks a transfer off before each request. The figures are written, not judged.
 */
@EnabledIfSystemProperty(
        named = "goproxy4j.proof",
        matches = "true",
        disabledReason = "takes minutes: run with -Pproof")
final class SlowClientsIT {
    private static final int SLOW = 1000;
    private static final int REQUESTS = 500;
    private static final String LIST = "/example.com/m/@v/list";
    private static final String LARGE = "/" + ContainerModules.LARGE + "/@v/v1.0.0.zip";
    private static final Path FIGURES = Path.of("target", "slow-clients.txt");

    private ContainerUnderTest container;

    @AfterEach
    void stop() throws Exception {
        container.stop();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void healthyClient_duringAnAttack_isAnswered(ContainerUnderTest container) throws IOException {
        this.container = container;
        measure(1);
        long[] calm = measure(REQUESTS);
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i += 2) {
                slow.add(new RawConnection(port()).send("GET " + LIST + " HTTP/1.1\r\nHo"));
                slow.add(new RawConnection(port(), 4096).send(RawConnection.request("GET", LARGE)));
            }
            long[] attacked = measure(REQUESTS);
            String figures = String.format(
                    Locale.ROOT,
                    "%-20s calm p50 %.1f ms p99 %.1f ms; attacked p50 %.1f ms p99 %.1f ms max %.1f ms%n",
                    container,
                    at(calm, 50),
                    at(calm, 99),
                    at(attacked, 50),
                    at(attacked, 99),
                    at(attacked, 100));
            Files.writeString(FIGURES, figures, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } finally {
            for (RawConnection connection : slow) {
                connection.reset();
            }
        }
    }

    private int port() {
        return container.port(Setup.DOCUMENTED);
    }

    /** The sorted nanoseconds of requests, each on a connection of its own. */
    private long[] measure(int requests) throws IOException {
        long[] nanos = new long[requests];
        for (int i = 0; i < requests; i++) {
            RawConnection rude = new RawConnection(port(), 4096).send(RawConnection.request("GET", LARGE));
            rude.reset();
            long begin = System.nanoTime();
            try (RawConnection healthy = new RawConnection(port())) {
                assertThat(healthy.get(LIST).body()).isEqualTo("v1.0.0\n");
            }
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
