package com.example.consumer;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.git.GitRuntime;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoProxyServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Mounts the servlet over a repository of its own, asks it, and prints what it answers. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) throws Exception {
        GitRuntime.quiet();
        Server server = new Server(0);
        ServletContextHandler context = new ServletContextHandler("/");
        GoModuleProxy proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(new ToyRepository()));
        context.addServlet(new ServletHolder(new GoProxyServlet(proxy)), "/go/*");
        server.setHandler(context);
        server.start();
        try {
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            URI list = URI.create("http://127.0.0.1:" + port + "/go/toy.example.com/m/@v/list");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
            System.out.print(Consumer.class.getModule() + " " + answer.statusCode() + " " + answer.body());
        } finally {
            server.stop();
        }
    }
}
