package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A module that the server may have, as something to try it with.
 *
 * @param mount the path of its GOPROXY below the server's URL, empty for the root
 * @param module the module
 * @param version which version, or empty for the latest
 * @param command what the {@code go} command does with it
 */
record Offer(String mount, ModulePath module, Optional<ModuleVersion> version, String command) {
    private static final String DOWNLOAD = "go mod download -json";
    private static final int HIGHEST_MAJOR = 9;

    /** The demo's command, which runs. */
    static Offer demo() {
        return new Offer("", ModulePath.parse(DemoProject.MODULE), Optional.empty(), "go run");
    }

    /** A version of a directory, which may not have all versions that its lists name. */
    static Offer published(ModulePath module, ModuleVersion version) {
        return new Offer("", module, Optional.of(version), DOWNLOAD);
    }

    /** The modules that a git repository may have at its root, which is perhaps already at a higher major version. */
    static List<Offer> ofRepository(String mount, ModulePath prefix) {
        Stream<ModulePath> paths = Stream.of(prefix);
        if (prefix.pathMajor().isEmpty()) {
            paths = Stream.concat(
                    paths,
                    IntStream.rangeClosed(2, HIGHEST_MAJOR).mapToObj(major -> ModulePath.parse(prefix + "/v" + major)));
        }
        return paths.map(path -> new Offer(mount, path, Optional.empty(), DOWNLOAD))
                .toList();
    }

    /** The modules of a project at its GitLab path. */
    static List<Offer> ofProject(Project project) {
        return ofRepository(mount(project), project.module());
    }

    /** The path of a project's GOPROXY. */
    static String mount(Project project) {
        return "/api/v4/projects/" + project.path().replace("/", "%2F") + "/packages/go";
    }

    /** The paths that the {@code go} command is going to ask for, below the server's URL. */
    List<String> paths() {
        String base = mount + "/" + module.encoded() + "/";
        return version.map(exact -> Stream.of(".info", ".mod", ".zip")
                        .map(suffix -> base + "@v/" + exact.encoded() + suffix)
                        .toList())
                .orElseGet(() -> List.of(base + "@latest"));
    }

    /** The module and its version, as the {@code go} command is told of them. */
    String query() {
        return module + "@" + version.map(ModuleVersion::toString).orElse("latest");
    }
}
