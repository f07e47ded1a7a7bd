package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several repositories as one: a module is looked up in the repository of the longest prefix of its path.
 *
 * <p>Prefixes end where path elements do: {@code example.com/a} is one of {@code example.com/a/b} and of itself, and none of
 * {@code example.com/ab}. A module under no prefix is unknown. A module that the repository of the longest prefix does not
 * know is unknown even if that of a shorter one knows it; to ask both, put a {@link FirstAnswerRepository} behind the
 * longer prefix. The repositories see whole module paths. Thread-safe.
 */
public final class PrefixRepository implements GoModuleRepository {
    private final Map<String, GoModuleRepository> repositories = new HashMap<>();

    private PrefixRepository(Map<ModulePath, ? extends GoModuleRepository> repositories) {
        repositories.forEach((prefix, repository) -> this.repositories.put(prefix.toString(), repository));
    }

    /**
     * Creates a repository.
     *
     * @param repositories the repository of each prefix; copied
     * @return the repository
     */
    public static PrefixRepository of(Map<ModulePath, ? extends GoModuleRepository> repositories) {
        return new PrefixRepository(Map.copyOf(repositories));
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return require(module).versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return require(module).info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return require(id.path()).mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return require(id.path()).zip(id);
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        Optional<GoModuleRepository> repository = find(module);
        return repository.isPresent() ? repository.get().state(module) : Optional.empty();
    }

    private GoModuleRepository require(ModulePath module) throws ModuleAccessException {
        return find(module).orElseThrow(() -> ModuleAccessException.notFound("unknown module"));
    }

    private Optional<GoModuleRepository> find(ModulePath module) {
        String prefix = module.toString();
        while (true) {
            GoModuleRepository repository = repositories.get(prefix);
            int slash = prefix.lastIndexOf('/');
            if (repository != null || slash < 0) {
                return Optional.ofNullable(repository);
            }
            prefix = prefix.substring(0, slash);
        }
    }
}
