package io.github.goproxy4j.spring.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A Spring Boot application that has been started, and is asked over HTTP. */
record App(ConfigurableApplicationContext context) implements AutoCloseable {
    private static final String SECURITY = "org.springframework.security";
    private static final String ACTUATOR = "org.springframework.boot.actuate";

    /** The container that an application brings along. */
    enum Container {
        TOMCAT("org.eclipse.jetty"),
        JETTY("org.apache.catalina");

        private final String absent;

        Container(String absent) {
            this.absent = absent;
        }
    }

    static App start(Class<?> configuration, String... properties) {
        return start(Container.TOMCAT, configuration, properties);
    }

    /** Starts an application that has neither Spring Security nor Actuator. */
    static App start(Container container, Class<?> configuration, String... properties) {
        return start(List.of(container.absent, SECURITY, ACTUATOR), configuration, properties);
    }

    static App startSecured(Container container, Class<?> configuration, String... properties) {
        return start(List.of(container.absent, ACTUATOR), configuration, properties);
    }

    static App startObserved(Class<?> configuration, String... properties) {
        return start(List.of(Container.TOMCAT.absent, SECURITY), configuration, properties);
    }

    /** Without the classes of some packages, as if the application had no such dependency. */
    private static App start(List<String> absent, Class<?> configuration, String... properties) {
        List<String> arguments =
                new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        SpringApplication application = new SpringApplication(
                new DefaultResourceLoader(new FilteredClassLoader(absent.toArray(String[]::new))), configuration);
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
