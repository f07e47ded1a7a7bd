package io.github.goproxy4j.examples.jdkhttpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Serves Go modules with the HTTP server of the JDK, without any servlet. */
public final class JdkHttpServerExample {
    /** Serves the modules of a git repository: the first argument is their path, the second where the repository is. */
    public static void main(String[] arguments) throws IOException {
        GitModules git = GitModules.open(Path.of(arguments[1]), ModulePath.parse(arguments[0]));
        HttpServer server = start(GoModuleProxy.of(GoProjects.ofPublicRoot(git)), 0, Executors.newCachedThreadPool());
        System.out.println("GOPROXY=http://127.0.0.1:" + server.getAddress().getPort() + " GONOPROXY=none GOSUMDB=off "
                + "go mod download -json " + arguments[0] + "@latest");
    }

    /** Starts a server; port 0 picks a free one. */
    public static HttpServer start(GoModuleProxy proxy, int port, Executor threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(proxy, exchange));
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private static void answer(GoModuleProxy proxy, HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI(); // of //m/@v/list it takes m for a host
        String host = target.isAbsolute() || target.getRawAuthority() == null ? "" : "//" + target.getRawAuthority();
        ProxyRequest request = new ProxyRequest(
                exchange.getRequestMethod(),
                host + target.getRawPath(),
                Optional.ofNullable(target.getRawQuery()),
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                Optional.ofNullable(exchange.getPrincipal()),
                Optional.of(exchange.getRemoteAddress().getHostString()));
        try (ModuleResponse response = proxy.handle(request)) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            var length = response.contentLength();
            length.ifPresent(bytes -> exchange.getResponseHeaders().set("Content-Length", Long.toString(bytes)));
            boolean empty = !response.hasBody() || length.orElse(1) == 0;
            exchange.sendResponseHeaders(response.status(), empty ? -1 : length.orElse(0)); // -1: no bytes, 0: chunks
            response.writeTo(exchange.getResponseBody());
        }
        exchange.close(); // not after an exception: then the server breaks the connection off
    }
}
