package io.github.goproxy4j.spring.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A Spring Boot application that has been started, and is asked over HTTP. */
record App(ConfigurableApplicationContext context) implements AutoCloseable {
    private static final List<String> SECURITY = List.of("spring-security-", "spring-boot-security");
    private static final List<String> ACTUATOR = List.of("spring-boot-actuator", "spring-boot-health");

    /** The container that an application brings along. */
    enum Container {
        TOMCAT("jetty"),
        JETTY("tomcat");

        private final String other;

        Container(String other) {
            this.other = other;
        }

        private List<String> absent() {
            return List.of(other + "-", "spring-boot-" + other);
        }
    }

    static App start(Class<?> configuration, String... properties) {
        return start(Container.TOMCAT, configuration, properties);
    }

    /** Starts an application that has neither Spring Security nor Actuator. */
    static App start(Container container, Class<?> configuration, String... properties) {
        return start(Stream.of(container.absent(), SECURITY, ACTUATOR), configuration, properties);
    }

    static App startSecured(Container container, Class<?> configuration, String... properties) {
        return start(Stream.of(container.absent(), ACTUATOR), configuration, properties);
    }

    static App startObserved(Class<?> configuration, String... properties) {
        return start(Stream.of(Container.TOMCAT.absent(), SECURITY), configuration, properties);
    }

    private static App start(Stream<List<String>> absent, Class<?> configuration, String... properties) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        ClassLoader classes = new WithoutJars(absent.flatMap(List::stream).toList());
        SpringApplication application = new SpringApplication(new DefaultResourceLoader(classes), configuration);
        return new App(application.run(arguments.toArray(String[]::new)));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
