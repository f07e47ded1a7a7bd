package io.github.goproxy4j.quickstart;

import java.util.List;
import java.util.Map;

/**
 * A commit of the demo project.
 *
 * @param message what it does
 * @param tags the tags that point at it
 * @param files the text of the files that it adds or changes, by path
 */
record DemoCommit(String message, List<String> tags, Map<String, String> files) {
    private static final String MODULE = DemoProject.MODULE;

    /** A command, which two tags later gets a module in a sub-directory to use, and then a second major version. */
    static final List<DemoCommit> HISTORY = List.of(
            new DemoCommit(
                    "Say hello",
                    List.of("v1.0.0"),
                    Map.of(
                            "go.mod", goMod(""),
                            "LICENSE", "Do with this demo what you like.\n",
                            "main.go", main("\"fmt\"", "fmt.Println(\"Hello from " + MODULE + " v1.0.0\")"))),
            new DemoCommit(
                    "Greet in a module of its own",
                    List.of("greet/v0.1.0"),
                    Map.of("greet/go.mod", goMod("/greet"), "greet/greet.go", greet("Hello, %s!"))),
            new DemoCommit(
                    "Use the greeting",
                    List.of("v1.1.0"),
                    Map.of(
                            "go.mod",
                            goMod("") + "\nrequire " + MODULE + "/greet v0.1.0\n",
                            "main.go",
                            main(
                                    "\"fmt\"\n\n\t\"" + MODULE + "/greet\"",
                                    "fmt.Println(greet.To(\"gopher\"))\n" + "\tfmt.Println(\"This is " + MODULE
                                            + " v1.1.0, served by goproxy4j.\")"))),
            new DemoCommit(
                    "Begin a second major version",
                    List.of("v2.0.0"),
                    Map.of(
                            "v2/go.mod", goMod("/v2"),
                            "v2/main.go", main("\"fmt\"", "fmt.Println(\"Hello from " + MODULE + "/v2 v2.0.0\")"))),
            new DemoCommit(
                    "Greet more warmly", List.of("greet/v0.2.0"), Map.of("greet/greet.go", greet("Hello, dear %s!"))),
            new DemoCommit(
                    "Say what this is",
                    List.of(),
                    Map.of("README.md", "A small project to try a Go module proxy with.\n")));

    private static String goMod(String suffix) {
        return "module " + MODULE + suffix + "\n\ngo 1.17\n";
    }

    private static String main(String imports, String body) {
        return "package main\n\nimport (\n\t" + imports + "\n)\n\nfunc main() {\n\t" + body + "\n}\n";
    }

    private static String greet(String format) {
        return """
                // Package greet greets.
                package greet

                import "fmt"

                // To returns a greeting to somebody.
                func To(name string) string {
                \treturn fmt.Sprintf("FORMAT", name)
                }
                """.replace("FORMAT", format);
    }
}
