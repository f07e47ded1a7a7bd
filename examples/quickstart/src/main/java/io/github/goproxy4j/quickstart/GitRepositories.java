package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.git.GitRepositoryException;
import io.github.goproxy4j.git.GitSourceRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.source.SourceModuleRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Opens git repositories, each once however often it is named, which are closed when the server ends. */
final class GitRepositories {
    private final Resources resources;
    private final Map<Path, GitSourceRepository> opened = new HashMap<>();

    GitRepositories(Resources resources) {
        this.resources = resources;
    }

    /** Opens a repository as the modules at and below a path. */
    GoModuleRepository open(Path directory, ModulePath prefix) throws StartException {
        if (!Files.isDirectory(directory)) {
            throw new StartException(directory + ": no such directory");
        }
        try {
            Path real = directory.toRealPath();
            GitSourceRepository repository = opened.get(real);
            if (repository == null) {
                repository = GitSourceRepository.open(directory);
                resources.add(repository::close);
                opened.put(real, repository);
            }
            return SourceModuleRepository.of(repository, prefix);
        } catch (GitRepositoryException e) {
            throw new StartException(
                    Objects.requireNonNullElse(e.getMessage(), directory + ": not a git repository"), e);
        } catch (IOException e) {
            throw new StartException(directory + ": cannot be read as a git repository", e);
        }
    }
}
