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

    private final Optional<Cache> cache;

    private final BooleanSupplier serving;

    private GitRepositories(
            Resources resources, Optional<PinFile> pins, Optional<Cache> cache, BooleanSupplier serving) {
        this.resources = resources;
        this.pins = pins;
        this.cache = cache;
        this.serving = serving;
    }

    /**
     * Prepares to open repositories.
     *
     * @param pins where to record what has been served of them, or empty for nowhere
     * @param directory where to keep what is served of them, or empty for nowhere
     * @param serving whether what is answered is an answer to a client
     */
    static GitRepositories of(
            Optional<Path> pins, Optional<Path> directory, Resources resources, BooleanSupplier serving)
            throws StartException, IOException {
        // The cache first: it makes directories, and the pins may be in one of them.
        Optional<Cache> cache = Optional.empty();
        if (directory.isPresent()) {
            cache = Optional.of(Cache.open(directory.get(), resources, serving));
        }
        Optional<PinFile> published = Optional.empty();
        if (pins.isPresent()) {
            published = Optional.of(open(pins.get()));
            resources.add(published.get()::close);
        }
        return new GitRepositories(resources, published, cache, serving);
    }

    private static PinFile open(Path path) throws StartException {
        try {
            return PinFile.open(path);
        } catch (IOException e) {
            throw new StartException(Objects.requireNonNullElse(e.getMessage(), path + ": cannot be opened"), e);
        }
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
            SourceOptions options = SourceOptions.DEFAULTS.withVersionRules(rules);
            GoModuleRepository modules = SourceModuleRepository.of(
                    repository,
                    prefix,
                    cache.isPresent() ? options.withReuse(cache.get().zips(name)) : options,
                    new PublishedToClients(published, serving));
            return cache.isPresent() ? cache.get().over(name, modules) : modules;
        } catch (GitRepositoryException e) {
            throw new StartException(
                    Objects.requireNonNullElse(e.getMessage(), directory + ": not a git repository"), e);
        } catch (IOException e) {
            throw new StartException(directory + ": cannot be read as a git repository", e);
        }
    }
}
