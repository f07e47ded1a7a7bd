package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@link ClientModules} and a server of them: all at the root, and each repository as a project of its own. */
final class ClientSite {
    private static final List<String> REPOSITORIES = ClientModules.REPOSITORIES;

    private final Path directory;
    private final ClientModules modules;
    private final QuickstartProcess server;

    private ClientSite(Path directory, ClientModules modules, QuickstartProcess server) {
        this.directory = directory;
        this.modules = modules;
        this.server = server;
    }

    /** Makes and serves the modules, in a directory. */
    static ClientSite start(Path directory) throws IOException {
        ClientModules modules = ClientModules.create(directory.resolve("repositories"));
        List<String> options = new ArrayList<>(
                List.of("--projects", projects(directory, modules).toString()));
        for (String name : REPOSITORIES) {
            options.add("--module");
            options.add(ClientModules.path(name) + "=" + modules.repository(name));
        }
        return new ClientSite(directory, modules, QuickstartProcess.start(directory, options.toArray(String[]::new)));
    }

    /** Writes the projects' file; a project's number is its place in the list, from one. */
    private static Path projects(Path directory, ClientModules modules) throws IOException {
        String projects = IntStream.range(0, REPOSITORIES.size())
                .mapToObj(i -> {
                    String name = REPOSITORIES.get(i);
                    return "{\"id\": " + (i + 1) + ", \"path\": \"group/" + name + "\", \"repository\": \""
                            + modules.repository(name) + "\", \"module\": \"" + ClientModules.path(name)
                            + "\", \"visibility\": \"public\"}";
                })
                .collect(Collectors.joining(",\n"));
        return Files.writeString(
                directory.resolve("projects.json"),
                "{\"host\": \"gitlab.example.com\", \"projects\": [" + projects + "]}");
    }

    ClientModules modules() {
        return modules;
    }

    String url() {
        return server.url();
    }

    /** A user with an empty module, who gets everything at the root. */
    GoPair pair(Path home) throws IOException {
        return pair(home, url());
    }

    /** A user who asks one project after the other. */
    GoPair pairOfProjects(Path home) throws IOException {
        return pair(
                home,
                IntStream.rangeClosed(1, REPOSITORIES.size())
                        .mapToObj(id -> url() + "/api/v4/projects/" + id + "/packages/go")
                        .collect(Collectors.joining(",")));
    }

    private GoPair pair(Path home, String proxy) throws IOException {
        return GoPair.of(home, modules.directory(), directory.resolve("clones"), proxy)
                .file("go.mod", "module example.com/user\n\ngo 1.17\n");
    }

    /** Ends the server, which must not have failed at anything. */
    void stop() throws IOException {
        server.close();
        assertThat(server.log()).doesNotContain("ERROR").doesNotContain("Exception");
    }
}
