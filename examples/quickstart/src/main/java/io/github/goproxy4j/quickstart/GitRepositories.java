package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.git.GitRepositoryException;
import io.github.goproxy4j.git.GitSourceRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.source.PinFile;
import io.github.goproxy4j.source.PublishedVersions;
import io.github.goproxy4j.source.SourceModuleRepository;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.source.VersionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens git repositories, each once however often it is named, which are closed when the server ends. */
final class GitRepositories {
    private final Resources resources;
    private final Map<Path, GitSourceRepository> opened = new HashMap<>();

    private final Optional<PinFile> pins;

    private final BooleanSupplier serving;

    private GitRepositories(Resources resources, Optional<PinFile> pins, BooleanSupplier serving) {
        this.resources = resources;
        this.pins = pins;
        this.serving = serving;
    }

    /**
     * Prepares to open repositories.
     *
     * @param path where to record what has been served of them, or empty for nowhere
     * @param serving whether what is answered is an answer to a client
     */
    static GitRepositories of(Optional<Path> path, Resources resources, BooleanSupplier serving)
            throws StartException, IOException {
        if (path.isEmpty()) {
            return new GitRepositories(resources, Optional.empty(), serving);
        }
        PinFile pins;
        try {
            pins = PinFile.open(path.get());
        } catch (IOException e) {
            throw new StartException(Objects.requireNonNullElse(e.getMessage(), path.get() + ": cannot be opened"), e);
        }
        resources.add(pins::close);
        return new GitRepositories(resources, Optional.of(pins), serving);
    }

    /**
     * Opens a repository as the modules at and below a path.
     *
     * @param name under which it is recorded what has been served: the same at the next start, whatever else is served then
     * @param rules what its versions are
     */
    GoModuleRepository open(String name, Path directory, ModulePath prefix, VersionRules rules) throws StartException {
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
            PublishedVersions published = pins.isPresent() ? pins.get().of(name) : PublishedVersions.inMemory();
            return SourceModuleRepository.of(
                    repository,
                    prefix,
                    SourceOptions.DEFAULTS.withVersionRules(rules),
                    new PublishedToClients(published, serving));
        } catch (GitRepositoryException e) {
            throw new StartException(
                    Objects.requireNonNullElse(e.getMessage(), directory + ": not a git repository"), e);
        } catch (IOException e) {
            throw new StartException(directory + ": cannot be read as a git repository", e);
        }
    }
}
