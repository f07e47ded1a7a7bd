package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Modules that need one another, in repositories that {@code go} also finds itself ({@link GoSandbox#direct}).
 *
 * <p>{@code a} to {@code e} are the example in Go's reference for minimal version selection: {@code a} needs {@code b} and
 * {@code c}, both need {@code d} in versions of their own. {@code f} and {@code g} need each other. Each of the others
 * has one thing that makes its version selection differ.
 */
final class ClientModules {
    static final String HOST = "git.example.com/";
    static final List<String> REPOSITORIES = List.of(
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            "g",
            "retracted",
            "deprecated",
            "major",
            "nested",
            "legacy",
            "excluded",
            "replaced",
            "fork",
            "pre",
            "untagged",
            "patched",
            "old",
            "tool");

    /** The brief paths of all modules, which are more than the repositories. */
    static final List<String> PATHS = List.of(
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            "g",
            "retracted",
            "deprecated",
            "major",
            "major/v2",
            "nested",
            "nested/sub",
            "nested/sub/v2",
            "legacy",
            "excluded",
            "replaced",
            "fork",
            "pre",
            "untagged",
            "patched",
            "old",
            "tool");

    private final Path repositories;

    private ClientModules(Path repositories) {
        this.repositories = repositories;
    }

    /** Makes all repositories in a directory. */
    static ClientModules create(Path repositories) throws IOException {
        ClientModules modules = new ClientModules(Files.createDirectory(repositories));
        modules.diamond();
        modules.cycle();
        modules.withdrawn();
        modules.majors();
        modules.nested();
        modules.chosenByTheUser();
        modules.withoutReleases();
        modules.patched();
        modules.tool();
        return modules;
    }

    Path directory() {
        return repositories;
    }

    Path repository(String name) {
        return repositories.resolve(name + ".git");
    }

    private void diamond() throws IOException {
        try (GitHistory git = history("a")) {
            release(git, "a", "v1.0.0", "b v1.1.0", "c v1.1.0");
            release(git, "a", "v1.1.0", "b v1.2.0", "c v1.2.0");
            release(git, "a", "v1.2.0", "b v1.2.0", "c v1.3.0");
        }
        try (GitHistory git = history("b")) {
            release(git, "b", "v1.1.0", "d v1.1.0");
            release(git, "b", "v1.2.0", "d v1.3.0");
        }
        try (GitHistory git = history("c")) {
            release(git, "c", "v1.1.0");
            release(git, "c", "v1.2.0", "d v1.4.0");
            release(git, "c", "v1.3.0", "f v1.1.0");
        }
        try (GitHistory git = history("d")) {
            release(git, "d", "v1.1.0", "e v1.1.0");
            release(git, "d", "v1.2.0", "e v1.1.0");
            release(git, "d", "v1.3.0", "e v1.2.0");
            release(git, "d", "v1.4.0", "e v1.2.0");
            release(git, "d", "v1.4.1", "e v1.2.0");
        }
        try (GitHistory git = history("e")) {
            release(git, "e", "v1.1.0");
            release(git, "e", "v1.2.0");
            release(git, "e", "v1.3.0");
            git.commit("main", "README", "after the release\n");
            git.commit("next", "README", "on a branch\n");
        }
    }

    private void cycle() throws IOException {
        // The modules need each other, but no package of theirs does, which Go would not compile.
        try (GitHistory git = history("f")) {
            git.commit("main", "go.mod", goMod("f", "g v1.1.0"), "f.go", Fixtures.library("f", "v1.1.0"))
                    .tag("v1.1.0")
                    .commit("main", "f.go", Fixtures.library("f", "v1.2.0"))
                    .tag("v1.2.0");
        }
        try (GitHistory git = history("g")) {
            git.commit("main", "go.mod", goMod("g", "f v1.1.0"), "g.go", Fixtures.library("g", "v1.1.0"))
                    .tag("v1.1.0");
        }
    }

    private void withdrawn() throws IOException {
        try (GitHistory git = history("retracted")) {
            release(git, "retracted", "v1.0.0");
            release(git, "retracted", "v1.1.0");
            release(git, "retracted", "v1.2.0");
            String retractions = "\nretract v1.1.0 // Loses data.\n\nretract v1.3.0 // Only for the retraction.\n";
            git.commit("main", "go.mod", goMod("retracted") + retractions).tag("v1.3.0");
        }
        try (GitHistory git = history("deprecated")) {
            release(git, "deprecated", "v1.0.0");
            git.commit("main", "go.mod", "// Deprecated: use " + HOST + "e.git instead.\n" + goMod("deprecated"))
                    .tag("v1.1.0");
        }
    }

    private void majors() throws IOException {
        try (GitHistory git = history("major")) {
            release(git, "major", "v1.0.0");
            release(git, "major", "v1.1.0");
            git.commit("main", "go.mod", Fixtures.goMod(HOST + "major.git/v2")).tag("v2.0.0");
            git.commit("main", "README", "second\n").tag("v2.1.0");
        }
        try (GitHistory git = history("legacy")) {
            git.commit("main", "legacy.go", Fixtures.library("legacy", "v1.0.0"))
                    .tag("v1.0.0");
            git.commit("main", "legacy.go", Fixtures.library("legacy", "v2.0.0"))
                    .tag("v2.0.0");
            git.commit("main", "legacy.go", Fixtures.library("legacy", "v2.1.0"))
                    .tag("v2.1.0");
        }
    }

    private void nested() throws IOException {
        try (GitHistory git = history("nested")) {
            git.commit("main", "go.mod", goMod("nested"), "nested.go", Fixtures.library("nested", "nested"))
                    .commit("main", "LICENSE", "Take it.\n", "deep/er/er.go", Fixtures.library("er", "deeper"))
                    .tag("v1.0.0")
                    .commit("main", "sub/go.mod", Fixtures.goMod(HOST + "nested.git/sub"))
                    .commit("main", "sub/sub.go", Fixtures.library("sub", "sub"))
                    .tag("v1.1.0", "sub/v1.0.0", "sub/v1.1.0")
                    .commit("main", "sub/v2/go.mod", Fixtures.goMod(HOST + "nested.git/sub/v2"))
                    .commit("main", "sub/v2/sub.go", Fixtures.library("sub", "second sub"))
                    .tag("sub/v2.0.0");
        }
    }

    private void chosenByTheUser() throws IOException {
        try (GitHistory git = history("excluded")) {
            release(git, "excluded", "v1.0.0");
            release(git, "excluded", "v1.1.0", "e v1.3.0");
            release(git, "excluded", "v1.2.0", "e v1.2.0");
        }
        try (GitHistory git = history("replaced")) {
            release(git, "replaced", "v1.0.0");
        }
        try (GitHistory git = history("fork")) {
            git.commit("main", "go.mod", goMod("replaced", "e v1.2.0"))
                    .commit("main", "replaced.go", Fixtures.library("replaced", "forked"))
                    .tag("v1.0.1");
        }
    }

    private void withoutReleases() throws IOException {
        try (GitHistory git = history("pre")) {
            release(git, "pre", "v0.1.0-alpha");
            release(git, "pre", "v0.1.0-beta.2");
            release(git, "pre", "v0.1.0-beta.10");
        }
        try (GitHistory git = history("untagged")) {
            git.commit("main", "go.mod", goMod("untagged", "e v1.1.0"))
                    .commit("main", "untagged.go", Fixtures.library("untagged", "untagged"));
        }
    }

    private void patched() throws IOException {
        try (GitHistory git = history("patched")) {
            for (String version : List.of("v1.0.0", "v1.0.1", "v1.0.2", "v1.1.0", "v1.1.1", "v1.2.0", "v1.10.0")) {
                release(git, "patched", version);
            }
        }
        try (GitHistory git = history("old")) {
            // Before Go 1.17 a module does not name what is only needed by what it needs.
            git.commit(
                            "main",
                            "go.mod",
                            "module " + HOST + "old.git\n\ngo 1.16\n\nrequire " + HOST + "patched.git v1.0.1\n")
                    .commit("main", "old.go", library("old", "v1.0.0", "patched"))
                    .tag("v1.0.0");
        }
    }

    /** A program, alone and at the root of a module, which imports another module. */
    private void tool() throws IOException {
        try (GitHistory git = history("tool")) {
            for (String version : List.of("v1.0.0", "v1.1.0")) {
                git.commit("main", "go.mod", goMod("tool", "e v1.2.0"))
                        .commit("main", "cmd/hello/main.go", """
                                package main

                                import (
                                \t"fmt"
                                \t"git.example.com/e.git"
                                )

                                func main() { fmt.Println("tool %s with e", e.Answer()) }
                                """.replace("%s", version))
                        .tag(version);
            }
        }
    }

    private GitHistory history(String name) throws IOException {
        return GitHistory.of(repository(name));
    }

    /** Commits a version that imports what it needs: each a name and a version. */
    private static void release(GitHistory git, String name, String version, String... needs) throws IOException {
        String[] imports = List.of(needs).stream()
                .map(need -> need.substring(0, need.indexOf(' ')))
                .toArray(String[]::new);
        git.commit("main", "go.mod", goMod(name, needs), name + ".go", library(name, version, imports))
                .tag(version);
    }

    private static String goMod(String name, String... needs) {
        StringBuilder text = new StringBuilder(Fixtures.goMod(HOST + name + ".git"));
        for (String need : needs) {
            text.append("\nrequire ")
                    .append(HOST)
                    .append(need.replace(" ", ".git "))
                    .append('\n');
        }
        return text.toString();
    }

    private static String library(String name, String answer, String... imports) {
        StringBuilder text = new StringBuilder("package " + name + "\n\n");
        for (String needed : imports) {
            text.append("import _ \"").append(HOST).append(needed).append(".git\"\n");
        }
        return text + "\n// Answer returns where it comes from.\nfunc Answer() string { return \"" + answer + "\" }\n";
    }

    /** Makes {@code nested/sub@v1} the whole {@code git.example.com/nested.git/sub@v1}. */
    static String path(String brief) {
        return HOST + brief.replaceFirst("^[a-z]+", "$0.git");
    }

    /** Makes all whole names in a text brief. */
    static String brief(String text) {
        return text.replace(HOST, "").replace(".git", "");
    }
}
