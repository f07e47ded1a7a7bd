package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A quickstart with a project of every visibility, beside files and a repository that it must not serve. All that a stranger
 * may not read has a canary in its name and in its text: a zip shows the names of its files.
 */
final class GuardedServer implements AutoCloseable {
    private static final String CANARY = "canary7d1f";

    /** The header of somebody who is signed in and a member of nothing. */
    static final String STRANGER = "PRIVATE-TOKEN: tok-stranger-5b1c";
    /** A deploy token for nothing, which is nobody's: internal projects are hidden from it, too. */
    static final String DEPLOY = "Deploy-Token: tok-deploy-5b1c";
    /** The header of a member of every hidden project. */
    static final String MEMBER = "PRIVATE-TOKEN: tok-member-5b1c";

    /** The path of the project with the id 1, and of the others of the group that everybody may know of. */
    static final String OPEN = "/api/v4/projects/1/packages/go";

    static final String OPEN_MODULE = "gitlab.example.com/pub/open";

    private final Path directory;
    private final QuickstartProcess process;

    private GuardedServer(Path directory, QuickstartProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param settings what the file of projects says for all of them, as the fields of a JSON object, each with a comma
     */
    static GuardedServer start(Path directory, String settings) throws IOException {
        Path repositories = Files.createDirectory(directory.resolve("repos"));
        for (String name : List.of("open", "off", "nopackages")) {
            Fixtures.plain(repositories.resolve(name + ".git"), "gitlab.example.com/pub/" + name);
        }
        hidden(repositories.resolve("inner.git"), "gitlab.example.com/pub/inner");
        hidden(repositories.resolve("closed.git"), "gitlab.example.com/pub/closed");
        hidden(repositories.resolve("secret.git"), "gitlab.example.com/vault/secret");
        hidden(repositories.resolve("deep.git"), "gitlab.example.com/vault/sub/deep");
        hidden(repositories.resolve("unlisted.git"), "gitlab.example.com/vault/unlisted");
        Files.writeString(directory.resolve("outside.txt"), CANARY);
        Path file = Files.writeString(directory.resolve("projects.json"), """
                {SETTINGS
                 "url":"https://modules.example.com",
                 "projects":[
                  {"id":1,"path":"pub/open","repository":"repos/open.git","visibility":"public"},
                  {"id":2,"path":"pub/inner","repository":"repos/inner.git","visibility":"internal"},
                  {"id":3,"path":"vault/secret","repository":"repos/secret.git"},
                  {"id":4,"path":"pub/closed","repository":"repos/closed.git"},
                  {"id":5,"path":"pub/off","repository":"repos/off.git","visibility":"public","goProxy":false},
                  {"id":6,"path":"pub/nopackages","repository":"repos/nopackages.git","visibility":"public","packages":false},
                  {"id":7,"path":"vault/sub/deep","repository":"repos/deep.git"},
                  {"id":8,"path":"pub/rules","repository":"repos/open.git","module":"gitlab.example.com/pub/open",
                   "visibility":"public","gitlabVersions":true}],
                 "tokens":[
                  {"value":"tok-stranger-5b1c","user":"CANARY"},
                  {"value":"tok-deploy-5b1c","kind":"deploy"},
                  {"value":"tok-member-5b1c","access":{"vault/secret":"read","vault/sub/deep":"read",
                   "pub/closed":"read","pub/inner":"read"}}]}
                """.replace("SETTINGS", settings)
                .replace("CANARY", CANARY));
        return new GuardedServer(
                directory, QuickstartProcess.start(directory, List.of("-Xmx64m"), "--projects", file.toString()));
    }

    private static void hidden(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", Fixtures.goMod(module), CANARY + ".go", "package p // " + CANARY + "\n")
                    .tag("v1.0.0", CANARY);
        }
    }

    RawHttp http() {
        return new RawHttp(process.port());
    }

    String log() throws IOException {
        return process.log();
    }

    /** Says what an answer to somebody who may not read what is hidden has that it must not have; nothing, if all is well. */
    List<String> faults(RawHttp.Answer answer) {
        String all = String.join("\n", answer.head()) + "\n" + answer.body();
        List<String> faults = new ArrayList<>();
        boolean isExpected = List.of(200, 206, 304).contains(answer.status());
        if (!isExpected && (answer.status() < 400 || answer.status() > 499)) {
            faults.add("status " + answer.status());
        }
        for (String never : List.of(
                CANARY,
                "5b1c",
                directory.toString(),
                Path.of("").toAbsolutePath().toString(),
                "root:x:",
                "[core]",
                "\tat ",
                "Exception",
                "org.eclipse",
                "io.github")) {
            if (all.contains(never)) {
                faults.add("has " + never);
            }
        }
        if (answer.head().stream().anyMatch(line -> line.startsWith("X-Injected"))) {
            faults.add("a header of the client's");
        }
        return faults;
    }

    @Override
    public void close() {
        process.close();
    }
}
