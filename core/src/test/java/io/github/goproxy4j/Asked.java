package io.github.goproxy4j;

import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.repository.GoProjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What came of a request: the response, read to its end and closed. */
record Asked(int status, Map<String, String> headers, OptionalLong contentLength, boolean hasBody, String body) {
    static Asked get(GoProjects projects, String rawPath, String... headers) {
        return send(projects, "GET", rawPath, headers);
    }

    /** @param headers names and values in turn; a name may come more than once */
    static Asked send(GoProjects projects, String method, String rawPath, String... headers) {
        return send(
                GoModuleProxy.of(projects),
                new ProxyRequest(method, rawPath, Optional.empty(), headers(headers), Optional.empty()));
    }

    static Asked send(GoModuleProxy proxy, ProxyRequest request) {
        return read(proxy.handle(request));
    }

    /** Reads a response to its end and closes it. */
    static Asked read(ModuleResponse answer) {
        try (ModuleResponse response = answer) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            response.writeTo(body);
            Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fields.putAll(response.headers());
            return new Asked(
                    response.status(),
                    fields,
                    response.contentLength(),
                    response.hasBody(),
                    body.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RequestHeaders headers(String... namesAndValues) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.merge(namesAndValues[i], List.of(namesAndValues[i + 1]), (a, b) -> {
                List<String> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
        return name -> fields.getOrDefault(name, List.of());
    }

    String header(String name) {
        return headers.get(name);
    }
}
