package io.github.goproxy4j.embedding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** Serves Go modules with the HTTP server of the JDK, without any servlet. */
public final class JdkHttpServerExample {
    private JdkHttpServerExample() {}

    /** Starts a server; port 0 picks a free one. */
    public static HttpServer start(GoModuleProxy proxy, int port, Executor threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(proxy, exchange));
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private static void answer(GoModuleProxy proxy, HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        // This server takes what follows two slashes for a host: //m/@v/list must not become /@v/list.
        String host = target.getScheme() == null && target.getRawAuthority() != null ? "//" + target.getRawAuthority() : "";
        ProxyRequest request = new ProxyRequest(
                exchange.getRequestMethod(),
                host + target.getRawPath(),
                Optional.ofNullable(target.getRawQuery()),
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                Optional.ofNullable(exchange.getPrincipal()));
        try (ModuleResponse response = proxy.handle(request)) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            OptionalLong length = response.contentLength();
            if (response.hasBody()) {
                // To this server 0 means chunks, and -1 means no bytes.
                long bytes = length.isEmpty() ? 0 : length.getAsLong() == 0 ? -1 : length.getAsLong();
                exchange.sendResponseHeaders(response.status(), bytes);
                response.writeTo(exchange.getResponseBody());
            } else {
                length.ifPresent(bytes -> exchange.getResponseHeaders().set("Content-Length", Long.toString(bytes)));
                exchange.sendResponseHeaders(response.status(), -1);
            }
        }
        exchange.close(); // not after an exception: then the server breaks the connection off
    }
}
