package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several repositories as one: a module is looked up in the repository of the longest prefix of its path.
 *
 * <p>Prefixes end where path elements do: {@code example.com/a} is one of {@code example.com/a/b} and of itself, and none of
 * {@code example.com/ab}. A module under no prefix is unknown. A module that the repository of the longest prefix does not
 * know is unknown even if that of a shorter one knows it; to ask both, put a {@link FirstAnswerRepository} behind the
 * longer prefix. The repositories see whole module paths. Thread-safe.
 *
 * <p>One question costs one look for each element of the module's path, however many repositories there are.
 */
public final class PrefixRepository implements GoModuleRepository {
    private final Lookup lookup;

    /**
     * Finds the repository of a prefix, where the repositories are too many for a map or change while they are served: those
     * of the projects that a caller may read.
     *
     * <p>Asked from many threads at once, for each prefix of a module's path from the whole path down to its first element
     * until there is a repository, and again for each question: it should be one look into an index, never a walk over all
     * projects.
     */
    @FunctionalInterface
    public interface Lookup {
        /**
         * Returns the repository of a prefix.
         *
         * @param prefix one or more elements of a module path, such as {@code gitlab.example.com/group/project}; a text and
         *     no {@link ModulePath}, since not every prefix of a module path is one: {@code example.com/v1} is not
         * @return the repository, or empty if there is none for this very prefix, or none that may be read: a shorter one
         *     is asked for then
         * @throws IOException if it cannot be told
         */
        Optional<GoModuleRepository> find(String prefix) throws IOException;
    }

    private PrefixRepository(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Creates a repository over a fixed set of repositories.
     *
     * @param repositories the repository of each prefix; copied
     * @return the repository
     */
    public static PrefixRepository of(Map<ModulePath, ? extends GoModuleRepository> repositories) {
        Map<String, GoModuleRepository> byText = repositories.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
        return new PrefixRepository(prefix -> Optional.ofNullable(byText.get(prefix)));
    }

    /**
     * Creates a repository over whatever a lookup finds.
     *
     * @param lookup what has the repository of a prefix
     * @return the repository, which remembers no answer of the lookup
     */
    public static PrefixRepository of(Lookup lookup) {
        return new PrefixRepository(lookup);
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

    private GoModuleRepository require(ModulePath module) throws ModuleAccessException, IOException {
        return find(module).orElseThrow(() -> ModuleAccessException.notFound("unknown module"));
    }

    private Optional<GoModuleRepository> find(ModulePath module) throws IOException {
        String prefix = module.toString();
        while (true) {
            Optional<GoModuleRepository> repository = lookup.find(prefix);
            int slash = prefix.lastIndexOf('/');
            if (repository.isPresent() || slash < 0) {
                return repository;
            }
            prefix = prefix.substring(0, slash);
        }
    }
}
