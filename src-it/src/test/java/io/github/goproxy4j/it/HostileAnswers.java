package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.containers.FactsProjects;
import com.example.containers.ReachedServlet;
import com.example.containers.Setup;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.directory.DirectoryRepository;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container, or the door behind it, says to hostile request targets. */
final class HostileAnswers {
    /** The targets whose answers the page shows, by how it calls them; a container treats the others like one of these. */
    static final Map<String, String> REPRESENTATIVE = representative();

    private final ContainerUnderTest container;
    private final GoModuleProxy door;

    HostileAnswers(ContainerUnderTest container) throws IOException {
        this.container = container;
        this.door = GoModuleProxy.of(new FactsProjects(DirectoryRepository.of(ContainerModules.directory())));
    }

    private static Map<String, String> representative() {
        Map<String, String> targets = new LinkedHashMap<>();
        for (String segment : List.of(
                "//",
                "/./",
                "/../",
                "/%2e%2e/",
                "/..;/",
                "/..%2f..%2f",
                "/;a=b/",
                "/%3B/",
                "/%2F/",
                "/%252F/",
                "/%5C/",
                "/%00/",
                "/%0A/",
                "/%7F/",
                "/%FF%FE/",
                "/%20/",
                "/%zz/",
                "/|/",
                "/\"/",
                "/\\/",
                "/\u00e9/",
                "/#x/")) {
            String shown = segment.equals("/\u00e9/") ? "a raw byte" : "`" + segment.replace("|", "\\|") + "`";
            targets.put(shown, "/example.com" + segment + "m/@v/list");
        }
        targets.put("9 KB path", "/" + "a".repeat(9_000));
        targets.put("`*`", "*");
        targets.put("`x`", "x");
        targets.put("`http:///`", "http:///");
        return targets;
    }

    /** Fails if a target is not refused, or is taken for another one. */
    void check(String target) throws IOException {
        String shown = target.substring(0, Math.min(100, target.length()));
        Optional<RawHttp.Answer> sent = send(target);
        if (sent.isEmpty()) {
            return; // The container has closed the connection.
        }
        RawHttp.Answer answer = sent.get();
        Optional<String> reached = reached(answer);
        if (reached.isEmpty()) {
            assertThat(answer.status()).as("%s: %s", shown, answer).isBetween(400, 499);
            assertThat(answer.body())
                    .as(shown)
                    .doesNotContain(
                            "\tat ", ".java:", ContainerModules.directory().toString());
        } else if (target.length() < 1000) {
            assertThat(reached.get()).as(shown).isEqualTo(pathOf(target));
            expectTheDoorsAnswer(reached.get(), answer);
        } else {
            assertThat(answer.status()).as(shown).isIn(404, 414);
        }
    }

    private static Optional<String> reached(RawHttp.Answer answer) {
        return answer.header(ReachedServlet.FIELD)
                .map(field -> field.substring("at".length()).strip());
    }

    /** The path of a target, which ends at a space, and may be a whole URL and have a query; no client sends fragments. */
    private static String pathOf(String target) {
        String path = target.replaceFirst("[?# ].*", "");
        return path.startsWith("http://") ? path.substring("http://".length()).replaceFirst("^[^/]*", "") : path;
    }

    private void expectTheDoorsAnswer(String path, RawHttp.Answer answer) throws IOException {
        ProxyRequest request = new ProxyRequest("GET", path, Optional.empty(), name -> List.of(), Optional.empty());
        try (ModuleResponse expected = door.handle(request)) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            expected.writeTo(body);
            assertThat(answer.status()).as(path).isEqualTo(expected.status());
            assertThat(answer.body()).as(path).isEqualTo(body.toString(StandardCharsets.ISO_8859_1));
        }
    }

    /** Notes for the page who answers a target, and what if it is not the door. */
    void note(String label, String target) {
        try {
            Optional<RawHttp.Answer> answer = send(target);
            String cell = answer.map(sent -> reached(sent).isPresent() ? "us" : Integer.toString(sent.status()))
                    .orElse("none");
            ContainerPage.note("hostile", label, container, cell);
        } catch (IOException e) {
            throw new AssertionError(label, e);
        }
    }

    /** Returns the answer; empty if there is none but the end of the connection. */
    private Optional<RawHttp.Answer> send(String target) throws IOException {
        try (RawConnection connection = new RawConnection(container.port(Setup.DOCUMENTED))) {
            connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return Optional.of(connection.answer("GET"));
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }
}
