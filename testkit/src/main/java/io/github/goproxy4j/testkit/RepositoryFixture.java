package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/**
 * A repository under test, and what it is known to hold.
 *
 * <p>The contract needs a module with at least two versions and an unknown module; everything else adds rules that can be
 * checked. Made and read by one thread.
 */
public final class RepositoryFixture {
    private final GoModuleRepository repository;
    private final Map<ModulePath, Set<ModuleVersion>> modules = new LinkedHashMap<>();
    private final List<Revision> revisions = new ArrayList<>();
    private Optional<ModulePath> unknown = Optional.empty();
    private Optional<ModulePath> emptyBelow = Optional.empty();
    private Optional<ModuleId> invalid = Optional.empty();
    private Optional<ModuleId> gone = Optional.empty();
    private Optional<GoModuleRepository> unreachable = Optional.empty();
    private boolean finishedZips;
    private Optional<ModulePath> forbidden = Optional.empty();
    private Optional<ModuleId> large = Optional.empty();
    private Optional<ModuleId> stalled = Optional.empty();
    private Optional<Publishing> publishing = Optional.empty();
    private Optional<Moving> moving = Optional.empty();
    private Optional<Publishing> replacing = Optional.empty();

    /** A version, and what gives it its content or another one. */
    record Publishing(ModuleId id, Executable change) {}

    /** What makes a query stand for a version. */
    record Moving(Revision revision, Executable change) {}

    /** A query and the version that it stands for. */
    record Revision(ModulePath module, VersionQuery query, ModuleVersion version) {}

    private RepositoryFixture(GoModuleRepository repository) {
        this.repository = repository;
    }

    /**
     * Begins the description of a repository.
     *
     * @param repository the repository under test
     * @return the description, so far of nothing
     */
    public static RepositoryFixture of(GoModuleRepository repository) {
        return new RepositoryFixture(repository);
    }

    /**
     * Says that the repository knows a module.
     *
     * @param module the module
     * @param versions all its versions but pseudo-versions, each with info, go.mod and zip; none for a known module without
     *     versions
     * @return this
     */
    public RepositoryFixture module(ModulePath module, ModuleVersion... versions) {
        modules.computeIfAbsent(module, m -> new LinkedHashSet<>()).addAll(List.of(versions));
        return this;
    }

    /**
     * Says that the repository does not know a module.
     *
     * @param module the module
     * @return this
     */
    public RepositoryFixture unknownModule(ModulePath module) {
        unknown = Optional.of(module);
        return this;
    }

    /**
     * Says that the repository lists every name below a path that is no module as empty, instead of not finding it, as
     * GitLab does for the directories of a project.
     *
     * @param root the path
     * @return this
     */
    public RepositoryFixture emptyBelow(ModulePath root) {
        emptyBelow = Optional.of(root);
        return this;
    }

    /**
     * Says what a branch or another query stands for.
     *
     * @param module a module that the repository knows
     * @param query the query
     * @param version the version that it is resolved to, for which there are go.mod and zip
     * @return this
     */
    public RepositoryFixture revision(ModulePath module, VersionQuery query, ModuleVersion version) {
        revisions.add(new Revision(module, query, version));
        return this;
    }

    /**
     * Says that the zip of a version exists and is refused by Go's rules.
     *
     * @param id the version
     * @return this
     */
    public RepositoryFixture invalid(ModuleId id) {
        invalid = Optional.of(id);
        return this;
    }

    /**
     * Says that the zip of a version was served once and is lost.
     *
     * @param id the version
     * @return this
     */
    public RepositoryFixture gone(ModuleId id) {
        gone = Optional.of(id);
        return this;
    }

    /**
     * Adds a repository of the same kind whose source does not answer now: a directory that is not mounted, a service that
     * is down.
     *
     * @param repository the other repository
     * @return this
     */
    public RepositoryFixture unreachable(GoModuleRepository repository) {
        unreachable = Optional.of(repository);
        return this;
    }

    /**
     * Says that the repository hands out zips that were published as finished files, so that it need not have made them
     * legal.
     *
     * @return this
     */
    public RepositoryFixture finishedZips() {
        finishedZips = true;
        return this;
    }

    /**
     * Says that the repository withholds a module, known or not, from everybody.
     *
     * @param module the module, which everything is refused of as forbidden
     * @return this
     */
    public RepositoryFixture forbidden(ModulePath module) {
        forbidden = Optional.of(module);
        return this;
    }

    /**
     * Says that the repository has a version with a large zip, which it does not hold in memory.
     *
     * @param id a version whose zip has at least 16 MiB; not to be said of its module with {@link #module}, since the other
     *     rules do read whole zips into memory
     * @return this
     */
    public RepositoryFixture large(ModuleId id) {
        large = Optional.of(id);
        return this;
    }

    /**
     * Says that the zip of a version takes longer than the test does: its source has stopped sending, so that opening or
     * reading it waits.
     *
     * @param id the version
     * @return this
     */
    public RepositoryFixture stalled(ModuleId id) {
        stalled = Optional.of(id);
        return this;
    }

    /**
     * Says how a version is published that the repository does not have yet.
     *
     * @param id the version, of a module that was said to be known
     * @param publish what publishes it, as the repository's users do; it returns when the version is to be seen. Run once at
     *     most, so a fixture that is kept for several rules cannot have this
     * @return this
     */
    public RepositoryFixture publishing(ModuleId id, Executable publish) {
        publishing = Optional.of(new Publishing(id, publish));
        return this;
    }

    /**
     * Says how a branch or another query is made to stand for another version.
     *
     * @param module a module that the repository knows
     * @param query the query
     * @param version the version that it stands for afterwards
     * @param move what moves it; it returns when this is to be seen. Run once at most, as that of {@link #publishing}
     * @return this
     */
    public RepositoryFixture moving(ModulePath module, VersionQuery query, ModuleVersion version, Executable move) {
        moving = Optional.of(new Moving(new Revision(module, query, version), move));
        return this;
    }

    /**
     * Says how the source of a version that has been served is replaced by another one, as when a tag is moved.
     *
     * @param id a version that is there with everything
     * @param replace what replaces its source; run once at most, as that of {@link #publishing}
     * @return this
     */
    public RepositoryFixture replacing(ModuleId id, Executable replace) {
        replacing = Optional.of(new Publishing(id, replace));
        return this;
    }

    GoModuleRepository repository() {
        return repository;
    }

    /** Known modules, with and without versions. */
    Set<ModulePath> modules() {
        return modules.keySet();
    }

    /** What was said to be all versions of a module but pseudo-versions. */
    Set<ModuleVersion> versionsOf(ModulePath module) {
        return modules.getOrDefault(module, Set.of());
    }

    /** Known modules that have versions. */
    List<ModulePath> modulesWithVersions() {
        return modules.keySet().stream()
                .filter(module -> !versionsOf(module).isEmpty())
                .toList();
    }

    /** Whether a version is said to be invalid or gone; it may be listed all the same. */
    boolean isRefused(ModulePath module, ModuleVersion version) {
        return Stream.of(invalid, gone)
                .flatMap(Optional::stream)
                .anyMatch(id -> id.path().equals(module) && id.version().equals(version));
    }

    /** The versions that are there with everything. */
    List<ModuleId> ids() {
        List<ModuleId> ids = new ArrayList<>();
        modules.forEach((module, versions) -> versions.forEach(version -> ids.add(new ModuleId(module, version))));
        return ids;
    }

    /** A module with at least two versions. */
    ModulePath richModule() {
        return modules.keySet().stream()
                .filter(module -> versionsOf(module).size() >= 2)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the fixture needs a module with at least two versions"));
    }

    /** One version of {@link #richModule}. */
    ModuleId oneId() {
        return new ModuleId(richModule(), versionsOf(richModule()).iterator().next());
    }

    ModulePath unknownModule() {
        return unknown.orElseThrow(() -> new IllegalStateException("the fixture needs an unknown module"));
    }

    /** Whether the list of a module that is not known is empty, and not absent. */
    boolean isListedEmpty(ModulePath module) {
        return emptyBelow.filter(module::isWithin).isPresent();
    }

    List<Revision> revisions() {
        return revisions;
    }

    Optional<ModuleId> invalid() {
        return invalid;
    }

    Optional<ModuleId> gone() {
        return gone;
    }

    Optional<GoModuleRepository> unreachable() {
        return unreachable;
    }

    Optional<ModulePath> forbidden() {
        return forbidden;
    }

    Optional<ModuleId> large() {
        return large;
    }

    Optional<ModuleId> stalled() {
        return stalled;
    }

    Optional<Publishing> publishing() {
        return publishing;
    }

    Optional<Moving> moving() {
        return moving;
    }

    Optional<Publishing> replacing() {
        return replacing;
    }

    boolean hasFinishedZips() {
        return finishedZips;
    }
}
