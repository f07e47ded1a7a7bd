package io.github.goproxy4j.git;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.source.PublishedVersions;
import io.github.goproxy4j.source.SourceModuleRepository;
import io.github.goproxy4j.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The modules of one git repository on disk: the one at its root and those in its sub-directories, as the {@code go} command
 * would find them in direct mode, or as GitLab does where {@link SourceOptions#versionRules()} says so.
 *
 * <p>Thread-safe. It holds the repository open until it is closed. A host that serves one repository under several paths
 * opens a {@link GitSourceRepository} once and makes a {@link SourceModuleRepository} of it for each.
 */
public final class GitModules implements GoModuleRepository, AutoCloseable {
    private final GitSourceRepository repository;
    private final GoModuleRepository modules;

    private GitModules(GitSourceRepository repository, GoModuleRepository modules) {
        this.repository = repository;
        this.modules = modules;
    }

    /**
     * Opens a repository with the default limits, and remembers in memory which versions it has served.
     *
     * @param directory a bare repository, a {@code .git} directory, or a work tree
     * @param root the module path that the root of the repository stands for, such as {@code example.com/lib}, or a whole
     *     gopkg.in path
     * @return its modules, which the caller closes
     * @throws GitRepositoryException if it is no git repository, or one of SHA-256 objects or an unknown extension
     */
    public static GitModules open(Path directory, ModulePath root) throws GitRepositoryException {
        return open(directory, root, GitLimits.DEFAULT, SourceOptions.DEFAULTS);
    }

    /**
     * Opens a repository, and remembers in memory which versions it has served.
     *
     * @param directory a bare repository, a {@code .git} directory, or a work tree
     * @param root the module path that the root of the repository stands for
     * @param limits how much of the repository is read for one answer
     * @param options where zips are made, how large they may be, and whose rules say what the modules are
     * @return its modules, which the caller closes
     * @throws GitRepositoryException if it is no git repository, or one of SHA-256 objects or an unknown extension
     */
    public static GitModules open(Path directory, ModulePath root, GitLimits limits, SourceOptions options)
            throws GitRepositoryException {
        return open(directory, root, limits, options, PublishedVersions.inMemory());
    }

    /**
     * Opens a repository.
     *
     * @param directory a bare repository, a {@code .git} directory, or a work tree
     * @param root the module path that the root of the repository stands for
     * @param limits how much of the repository is read for one answer
     * @param options where zips are made, how large they may be, and whose rules say what the modules are
     * @param published which versions of this repository have been served, and will be; not closed with the modules
     * @return its modules, which the caller closes
     * @throws GitRepositoryException if it is no git repository, or one of SHA-256 objects or an unknown extension
     */
    public static GitModules open(
            Path directory, ModulePath root, GitLimits limits, SourceOptions options, PublishedVersions published)
            throws GitRepositoryException {
        GitSourceRepository repository = GitSourceRepository.open(directory, limits);
        return new GitModules(repository, SourceModuleRepository.of(repository, root, options, published));
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return modules.versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return modules.info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return modules.mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return modules.zip(id);
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        return modules.state(module);
    }

    /**
     * Closes the repository. Zips that are whole and open stay readable. One that is still being made goes on being made if
     * what it needs can still be read, and fails otherwise: whoever reads it gets an {@code IOException}, never a wrong zip.
     */
    @Override
    public void close() {
        repository.close();
    }
}
