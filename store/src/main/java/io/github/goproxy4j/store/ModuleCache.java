package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what repositories answer, in memory and, with a {@link ModuleStore}, for longer, and has what is not there made once
 * for all who ask for it at one time.
 *
 * <pre>{@code
 * ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS);
 * GoModuleProxy proxy = GoModuleProxy.of(cache.projects(projects));
 * }</pre>
 *
 * <h2>Who may read</h2>
 *
 * {@link #projects} asks the host on every request, before anything else: who has lost access gets nothing that is kept.
 * Answers are shared by all callers that the host gives a project of the same {@linkplain GoProject#key() key}.
 *
 * <h2>What is fresh</h2>
 *
 * <ul>
 *   <li>Info, go.mod file and zip of an exact version never change once they were served, and are kept as they are. What is
 *       in memory or in the store is answered without asking the repository, even when it has lost the version since. To
 *       withhold a version that was served, refuse it above the cache: in {@link GoProjects}, or in a repository around the
 *       cached one.
 *   <li>Versions and queries (branches, {@code latest}, {@code HEAD}) are kept together with the module's {@linkplain
 *       GoModuleRepository#state state}, which is read before the repository is asked, and again on each request: an answer
 *       of another state is not given.
 *   <li>For a repository without a state they are fresh for {@link CacheOptions#freshFor}, then for {@link
 *       CacheOptions#revalidateFor} still given while they are asked for again in the background.
 *   <li>If the repository fails with an {@code IOException} or a {@code RuntimeException}, what was last known is given for
 *       {@link CacheOptions#staleIfErrorFor}, and the log says so. Not so if it says that something is not there.
 *   <li>Refusals are kept as answers are, those of exact versions for {@link CacheOptions#refusedFor} at most;
 *       {@code UNAUTHENTICATED} is not kept, nor is any failure.
 * </ul>
 *
 * <h2>Zips</h2>
 *
 * With a store a zip is copied into it while all who asked for it read it as it grows: they have a lease without a size,
 * which has one when it is made. The making ends if all of them close their leases. A zip is kept in memory as well if it is
 * small. Without a store only small zips are kept; a larger one that several callers read at the same time is made for them
 * together. A store that fails, because a disk is full or may not be written to, is done without: callers get the
 * repository's own file, and the log says so once a minute.
 *
 * <p>Repositories may be called on threads of the cache, and after the request that they came with. Thread-safe. It is closed
 * once nothing uses it any more; the store is not, as the cache did not open it.
 */
public final class ModuleCache implements AutoCloseable {
    /** How long what is interrupted has to end. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Answers answers;
    private final KeptFiles kept;
    private final KnownSources known = new KnownSources();
    private final ZipFlights zips;
    private final Workers workers = new Workers();

    private ModuleCache(@Nullable ModuleStore store, CacheOptions options, LongSupplier nanos, Clock clock) {
        this.answers = new Answers(options, workers.refreshes(), nanos);
        this.kept = new KeptFiles(store, options, nanos);
        this.zips = new ZipFlights(options, answers, kept, known, workers, clock);
    }

    /**
     * Creates a cache in memory.
     *
     * @param options how much is kept for how long
     * @return the cache
     */
    public static ModuleCache of(CacheOptions options) {
        return create(null, options, System::nanoTime, Clock.systemUTC());
    }

    /**
     * Creates a cache in memory and in a store, and {@linkplain ModuleStore#connect connects} it to the store, which asks it
     * from then on whether versions can be had again.
     *
     * @param store where versions are kept; it stays open when the cache is closed, and must not be closed before
     * @param options how much is kept in memory for how long
     * @return the cache
     */
    public static ModuleCache over(ModuleStore store, CacheOptions options) {
        return create(store, options, System::nanoTime, Clock.systemUTC());
    }

    static ModuleCache create(@Nullable ModuleStore store, CacheOptions options, LongSupplier nanos, Clock clock) {
        ModuleCache cache = new ModuleCache(store, options, nanos, clock);
        if (store != null) {
            store.connect(cache.new Sources());
        }
        return cache;
    }

    /**
     * Returns a repository that answers from this cache where it can. It costs next to nothing, so that it may be made for
     * each request.
     *
     * @param project the {@linkplain GoProject#key() key} of the project: repositories with one key must give the same
     *     answers
     * @param source the project's modules
     * @return the same modules
     */
    public GoModuleRepository modules(String project, GoModuleRepository source) {
        CachedRepository modules = cached(project, source);
        if (kept.hasStore()) {
            known.remember(project, modules);
        }
        return modules;
    }

    private CachedRepository cached(String project, GoModuleRepository source) {
        return new CachedRepository(project, source, answers, kept, zips);
    }

    /**
     * Returns projects whose modules are answered from this cache where it can. The host is asked on every request, first.
     *
     * @param host the host's projects
     * @return the same projects
     */
    public GoProjects projects(GoProjects host) {
        return (ref, caller) -> {
            GoProject project = host.open(ref, caller);
            return new GoProject(project.key(), project.anonymousMayRead(), modules(project.key(), project.modules()));
        };
    }

    /**
     * Forgets all that is in memory of a project: for when it was pushed to, or deleted. What is asked for at this moment is
     * not kept either. The store keeps what it has. It takes a look at each key in memory.
     *
     * @param project the project's key
     */
    public void invalidate(String project) {
        answers.forget(key -> key.isOf(project), false);
    }

    /**
     * Forgets what is in memory of a module and may have changed: its versions, answers to queries, and refusals. Otherwise
     * as {@link #invalidate(String)}.
     *
     * @param project the project's key
     * @param module the module
     */
    public void invalidate(String project, ModulePath module) {
        answers.forget(key -> key.isOf(project, module), true);
    }

    /**
     * Has a version made before anybody asks for it: for when a tag was pushed. Its info and its go.mod file are in memory
     * afterwards, and all of it in the store; without a store its zip only if it is small.
     *
     * @param project the project's key
     * @param source the project's modules
     * @param id the version
     * @return done when the version is there; if it cannot be had, with the {@link
     *     io.github.goproxy4j.repository.ModuleAccessException} or {@code IOException} that says why
     */
    public CompletionStage<Void> warm(String project, GoModuleRepository source, ModuleId id) {
        CachedRepository modules = cached(project, source);
        return zips.makeSoon(modules, new StoredVersion(project, id), () -> {
                    modules.info(id.path(), new VersionQuery.Exact(id.version()));
                    modules.mod(id).close();
                })
                .minimalCompletionStage();
    }

    /** How many answers and refusals are in memory. */
    long count() {
        return answers.memory().count();
    }

    /** Ends what the cache does in the background. Zips that are being made fail; leases of others stay readable. */
    @Override
    public void close() {
        zips.close();
        kept.close();
        workers.close();
        // What was begun while this closed them.
        zips.close();
        workers.await(ENDING);
    }

    /** What a store asks. */
    private final class Sources implements ModuleStore.Sources {
        @Override
        public Optional<Boolean> has(StoredVersion version) {
            return known.find(version.project()).flatMap(modules -> kept.isSameIn(modules, version));
        }

        @Override
        public void rebuild(StoredVersion version) {
            known.find(version.project()).ifPresent(modules -> zips.makeAgain(modules, version));
        }
    }
}
