package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.resolve.LatestResolver;
import io.github.goproxy4j.resolve.VersionListResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/** A tree of finished files of modules, made by the library itself and compared with what git says. */
final class StaticTrees {
    private final Path directory;
    private final GitReference reference;
    private final Set<SampleModule> made = new HashSet<>();

    StaticTrees(Path directory, GitReference reference) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.reference = reference;
    }

    Path directory() {
        return directory;
    }

    /** Makes the files of a module where they are not there yet. */
    void of(SampleModule module) throws IOException {
        if (!made.add(module)) {
            return;
        }
        try (GitModules modules = GitModules.open(module.repository(), module.path())) {
            Files.createDirectories(file(module.list()).getParent());
            write(new VersionListResolver(modules).file(module.path()).lease(), file(module.list()));
            Files.write(
                    file(module.latest()),
                    new LatestResolver(modules).resolve(module.path()).toJson());
            for (ModuleVersion version : module.versions()) {
                Files.write(
                        file(module.file(version, ".info")),
                        modules.info(module.path(), new VersionQuery.Exact(version))
                                .toJson());
                write(modules.mod(module.id(version)), file(module.file(version, ".mod")));
                Path zip = file(module.file(version, ".zip"));
                write(modules.zip(module.id(version)), zip);
                reference.check(module, version, zip);
            }
        } catch (ModuleAccessException e) {
            throw new IOException(e);
        }
    }

    /** Where the file of a request path is. */
    Path file(String requestPath) {
        return directory.resolve(requestPath.substring(1));
    }

    private static void write(ModuleFile content, Path file) throws IOException {
        try (content;
                InputStream in = content.openStream(0)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
