package io.github.goproxy4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.examples.jdkhttpserver.JdkHttpServerExample;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The operated door, on the JDK's server, which knows nothing of metrics. */
class OperatedExampleTest {
    @Test
    void door_overHttp_hasHealthMetricsAndTheClientsAddress() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        BlockingQueue<String> clients = new LinkedBlockingQueue<>();
        GoModuleProxy door = OperatedExample.door(
                        (project, caller) -> {
                            throw new ModuleAccessException(ModuleAccessException.Reason.FORBIDDEN, "no");
                        },
                        registry,
                        () -> {
                            throw new IOException("the disk is gone");
                        })
                .withAccessListener(event -> clients.add(event.clientHost().orElse("")));
        HttpServer server = JdkHttpServerExample.start(door, 0, Runnable::run);
        try {
            URI health = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/-/health");
            HttpResponse<String> got = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(health)
                                    .header("X-Request-Id", "from-the-front")
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(got.statusCode()).isEqualTo(503);
            assertThat(got.body()).contains("from-the-front").doesNotContain("disk");
            assertThat(clients.poll(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1");
            assertThat(registry.get("goproxy.requests")
                            .tags("endpoint", "health", "outcome", "failure", "status", "5xx")
                            .timer()
                            .count())
                    .isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }
}
