package com.example.containers.jdk;

import com.example.containers.ContainerProgram;
import com.example.containers.Setup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.MountPoint;
import io.github.goproxy4j.ProxyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;

/** Servers of the kind that the JDK has, for which {@code %2F} needs no line. */
public final class Program {
    private Program() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ContainerProgram.run(args, Program::start);
    }

    private static int start(Setup setup, GoModuleProxy proxy, Path directory) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (String pattern : setup.patterns()) {
            String path = setup.contextPath() + pattern.substring(0, pattern.length() - 1);
            server.createContext(path, exchange -> answer(proxy, MountPoint.of(path), exchange));
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server.getAddress().getPort();
    }

    /** The path as it was sent, of which this server takes what follows two slashes for a host. */
    private static String rawPath(URI target) {
        String path = Optional.ofNullable(target.getRawPath()).orElse("");
        boolean beginsWithTwo = target.getScheme() == null && target.getRawAuthority() != null;
        return beginsWithTwo ? "//" + target.getRawAuthority() + path : path;
    }

    private static void answer(GoModuleProxy proxy, MountPoint mount, HttpExchange exchange) throws IOException {
        String path = rawPath(exchange.getRequestURI());
        ProxyRequest request = new ProxyRequest(
                exchange.getRequestMethod(),
                path,
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()),
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                Optional.ofNullable(exchange.getPrincipal()));
        try (ModuleResponse response = proxy.handle(request, mount)) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("X-Reached", "at " + path.substring(0, Math.min(1000, path.length())));
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
