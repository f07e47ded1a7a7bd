package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Several repositories as one: each question is put to one after the other until one answers.
 *
 * <p>What counts as an answer:
 *
 * <ul>
 *   <li>{@code NOT_FOUND} does not: the next repository is asked.
 *   <li>{@code INVALID} and {@code GONE} do only if nobody has a better one: the next repository is asked, and if none
 *       has anything, the first of these is thrown.
 *   <li>Everything else does: a result, {@code UNAUTHENTICATED}, {@code FORBIDDEN}, and an {@code IOException}, for what a
 *       repository withholds or cannot tell must not come from another one.
 * </ul>
 *
 * <p>The versions of a module are those of the first repository that knows it, even if they are none: lists are not merged.
 * {@link VersionQuery#LATEST} and {@link VersionQuery#HEAD} are put to the same repository and to no other, so that a
 * later repository's latest never hides an earlier one's versions. A version that only a later one has can still be asked
 * for by its name. Where several have one version, its content must be the same in all of them: its go.mod file and its zip
 * may come from different ones. Thread-safe.
 */
public final class FirstAnswerRepository implements GoModuleRepository {
    private final List<GoModuleRepository> repositories;

    private FirstAnswerRepository(List<GoModuleRepository> repositories) {
        this.repositories = repositories;
    }

    /**
     * Creates a repository.
     *
     * @param repositories the repositories in the order in which they are asked; copied
     * @return the repository
     */
    public static FirstAnswerRepository of(List<? extends GoModuleRepository> repositories) {
        return new FirstAnswerRepository(List.copyOf(repositories));
    }

    private interface Question<A> {
        A ask(GoModuleRepository repository) throws ModuleAccessException, IOException;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return firstAnswer(repository -> repository.versions(module), "unknown module");
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        String otherwise = "unknown revision " + query.text();
        return query instanceof VersionQuery.Named
                ? firstAnswer(repository -> infoOfKnown(repository, module, query), otherwise)
                        .get()
                : firstAnswer(repository -> repository.info(module, query), otherwise);
    }

    /** What a repository that knows the module has answered, be it that it has no answer. */
    private interface Verdict {
        ModuleInfo get() throws ModuleAccessException;
    }

    private static Verdict infoOfKnown(GoModuleRepository repository, ModulePath module, VersionQuery query)
            throws ModuleAccessException, IOException {
        try {
            ModuleInfo info = repository.info(module, query);
            return () -> info;
        } catch (ModuleAccessException e) {
            switch (e.reason()) {
                case UNAUTHENTICATED, FORBIDDEN -> throw e;
                case NOT_FOUND, INVALID, GONE -> {
                    // Not found if the module is unknown: then the next repository is asked.
                    repository.versions(module);
                    return () -> {
                        throw e;
                    };
                }
            }
            throw e;
        }
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return firstAnswer(repository -> repository.mod(id), "unknown revision " + id.version());
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return firstAnswer(repository -> repository.zip(id), "unknown revision " + id.version());
    }

    /** The states of all repositories, each preceded by its length; unknown if one of them is. */
    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        StringBuilder all = new StringBuilder();
        for (GoModuleRepository repository : repositories) {
            Optional<String> state = repository.state(module);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            all.append(state.get().length()).append(':').append(state.get());
        }
        return Optional.of(all.toString());
    }

    private <A> A firstAnswer(Question<A> question, String otherwise) throws ModuleAccessException, IOException {
        ModuleAccessException best = null;
        for (GoModuleRepository repository : repositories) {
            try {
                return question.ask(repository);
            } catch (ModuleAccessException e) {
                switch (e.reason()) {
                    case NOT_FOUND -> {}
                    case INVALID, GONE -> best = best == null ? e : best;
                    case UNAUTHENTICATED, FORBIDDEN -> throw e;
                }
            }
        }
        throw best == null ? ModuleAccessException.notFound(otherwise) : best;
    }
}
