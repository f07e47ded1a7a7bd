package io.github.goproxy4j.source;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The modules in one repository of versioned trees: the module that its root stands for, and every module in its
 * sub-directories.
 *
 * <p>It answers as the {@code go} command does in direct mode, or by {@linkplain VersionRules GitLab's rules}; the package
 * describes both. It has an answer of its own for {@link VersionQuery#LATEST}, the tip of the default branch, only where no
 * version is listed that has not been retracted; else the server chooses from the list. Each request looks at the refs anew,
 * so a new tag is served at once; what never changes (the commit behind an id, what a go.mod file says) is remembered within
 * bounds. Thread-safe where the {@link SourceRepository} is.
 *
 * <p>A version that has been served stays what it was, whatever becomes of its tag, as long as its
 * {@link PublishedVersions} remember it.
 *
 * <p>A zip is made in a temporary file without a name, at most as large as {@link SourceOptions#maxZipBytes()}, and gone with
 * its lease. Whatever Go's rules refuse is refused before there is a lease. A zip of more than a mebibyte of files is then
 * handed out while it is made: its commit is published by then, its hash before its end, and if anything goes wrong in
 * between the lease fails and the zip has no end.
 */
public final class SourceModuleRepository implements GoModuleRepository {
    private static final int COMMITS = 1 << 14;

    /** The last time that RFC 3339 can write, and so the last that the go command reads or writes. */
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    /** How often an answer is made that another thread may overtake by publishing another commit. */
    private static final int MAX_TRIES = 3;

    private final SourceRepository source;
    private final ModulePath root;
    private final SourceOptions options;
    private final GoModFiles goMods;
    private final ModuleRules rules;
    private final FrozenVersions frozen;
    private final BoundedCache<ObjectId, Optional<Commit>> commits = new BoundedCache<>(COMMITS);
    private volatile @Nullable RefFacts lastFacts;

    /** Makes an answer of a version and publishes it; empty if another commit was published meanwhile. */
    private interface Answer<T> {
        Optional<T> of(FrozenVersion version) throws ModuleAccessException, IOException;
    }

    private SourceModuleRepository(
            SourceRepository source, ModulePath root, SourceOptions options, PublishedVersions published) {
        this.source = source;
        this.root = root;
        this.options = options;
        this.goMods = new GoModFiles(source);
        this.rules = options.versionRules().over(goMods);
        this.frozen = new FrozenVersions(source, goMods, rules, published);
    }

    /**
     * Serves a repository with the {@linkplain SourceOptions#DEFAULTS default options}, and remembers in memory which
     * versions it has served.
     *
     * @param source the repository; the caller closes it, if it is to be closed, after the last use of what this returns
     * @param root the module path that the repository's root stands for; it may end in {@code /vN}, or be a whole path of
     *     gopkg.in
     * @return the modules
     */
    public static SourceModuleRepository of(SourceRepository source, ModulePath root) {
        return of(source, root, SourceOptions.DEFAULTS);
    }

    /**
     * Serves a repository, and remembers in memory which versions it has served.
     *
     * @param source the repository; the caller closes it, if it is to be closed, after the last use of what this returns
     * @param root the module path that the repository's root stands for; it may end in {@code /vN}, or be a whole path of
     *     gopkg.in
     * @param options where zips are made, how large they may be, and whose rules say what the modules are
     * @return the modules
     */
    public static SourceModuleRepository of(SourceRepository source, ModulePath root, SourceOptions options) {
        return of(source, root, options, PublishedVersions.inMemory());
    }

    /**
     * Serves a repository.
     *
     * @param source the repository; the caller closes it, if it is to be closed, after the last use of what this returns
     * @param root the module path that the repository's root stands for; it may end in {@code /vN}, or be a whole path of
     *     gopkg.in
     * @param options where zips are made, how large they may be, and whose rules say what the modules are
     * @param published which versions of this repository have been served, and will be
     * @return the modules
     */
    public static SourceModuleRepository of(
            SourceRepository source, ModulePath root, SourceOptions options, PublishedVersions published) {
        return new SourceModuleRepository(source, root, options, published);
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return withinLimits(() -> list(module));
    }

    private List<ModuleVersion> list(ModulePath module) throws ModuleAccessException, IOException {
        ModuleView view = view(location(module));
        List<ModuleVersion> versions = view.versions();
        if (versions.isEmpty() && !rules.listsUnknownModules() && !view.isKnown()) {
            throw ModuleAccessException.notFound("no module " + module + " in the repository of " + root);
        }
        return versions;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        ModuleLocation location = location(module);
        return answer(location, query, version -> {
            ModuleInfo info = info(location, version.resolved());
            return frozen.publish(version, Optional.empty()) ? Optional.of(info) : Optional.empty();
        });
    }

    private static ModuleInfo info(ModuleLocation location, ResolvedVersion resolved) throws ModuleAccessException {
        Revision revision = resolved.revision();
        if (revision.commit().time().isAfter(LAST_TIME)) {
            throw Refusal.invalidVersion("the commit's time is after the year 9999");
        }
        Origin origin = new Origin(
                "git",
                Optional.empty(),
                Optional.of(location.codeDirectory()).filter(directory -> !directory.isEmpty()),
                revision.id().hex(),
                revision.ref());
        return ModuleInfo.of(resolved.version(), revision.commit().time(), origin);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return answer(location(id.path()), new VersionQuery.Exact(id.version()), version -> {
            requireVersion(id, version);
            Optional<GoModFile> goMod = version.resolved().directory().goMod();
            byte[] bytes = goMod.isPresent() ? goMods.read(goMod.get()) : GoMod.synthesize(id.path());
            return frozen.publish(version, Optional.empty()) ? Optional.of(ModuleFile.of(bytes)) : Optional.empty();
        });
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return answer(location(id.path()), new VersionQuery.Exact(id.version()), version -> {
            requireVersion(id, version);
            return zip(version);
        });
    }

    private Optional<ModuleFile> zip(FrozenVersion version) throws ModuleAccessException, IOException {
        VersionZip writer = VersionZip.of(source, version, options);
        boolean handedOver = false;
        try {
            if (!writer.mayBeSentEarly(options)) {
                return wholeZip(version, writer);
            }
            if (!frozen.publish(version, Optional.empty())) {
                return Optional.empty();
            }
            ModuleFile zip = SpooledZip.start(options, lastModified(version), writer, () -> complete(version, writer));
            handedOver = true;
            return Optional.of(zip);
        } finally {
            if (!handedOver) {
                writer.close();
            }
        }
    }

    private Optional<ModuleFile> wholeZip(FrozenVersion version, VersionZip writer)
            throws ModuleAccessException, IOException {
        ModuleFile zip = SpooledZip.make(options, lastModified(version), writer);
        boolean published = false;
        try {
            published = frozen.publish(version, Optional.of(writer.hash()));
            return published ? Optional.of(zip) : Optional.empty();
        } finally {
            if (!published) {
                zip.close();
            }
        }
    }

    private static Instant lastModified(FrozenVersion version) {
        return version.resolved().revision().commit().time();
    }

    /** Publishes what has been sent already, but for its end: if that is refused, the end is not sent. */
    private void complete(FrozenVersion version, VersionZip writer) throws ModuleAccessException, IOException {
        if (!frozen.publish(version, Optional.of(writer.hash()))) {
            throw Refusal.publishedElsewhere(version.resolved().version());
        }
    }

    private static void requireVersion(ModuleId id, FrozenVersion version) throws ModuleAccessException {
        if (!version.id().equals(id)) {
            throw Refusal.invalidVersion(
                    "resolves to version " + version.resolved().version());
        }
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        Optional<ModuleLocation> location = rules.locate(root, module);
        return Optional.of(location.isPresent() ? snapshot(location.get()).digest() : facts().digest());
    }

    private ModuleLocation location(ModulePath module) throws ModuleAccessException {
        return rules.locate(root, module)
                .orElseThrow(() -> ModuleAccessException.notFound(
                        "repository rooted at " + root + " cannot contain module " + module));
    }

    private ModuleView view(ModuleLocation location) throws IOException {
        return new ModuleView(source, goMods, rules, location, snapshot(location));
    }

    private RefSnapshot snapshot(ModuleLocation location) throws IOException {
        return new RefSnapshot(source, facts(), location, frozen.tags(location), commits);
    }

    private RefFacts facts() throws IOException {
        RefFacts facts = RefFacts.of(source.refs(), lastFacts);
        lastFacts = facts;
        return facts;
    }

    /** Resolves a query and makes the answer, anew if another commit has been published as that version meanwhile. */
    private <T> T answer(ModuleLocation location, VersionQuery query, Answer<T> answer)
            throws ModuleAccessException, IOException {
        try {
            return answerOnce(location, query, answer);
        } catch (IOException e) {
            if (query instanceof VersionQuery.Exact exact) {
                frozen.requireThere(location, exact.version());
            }
            throw e;
        }
    }

    private <T> T answerOnce(ModuleLocation location, VersionQuery query, Answer<T> answer)
            throws ModuleAccessException, IOException {
        for (int tries = 1; ; tries++) {
            FrozenVersion version = withinLimits(() -> resolve(location, query));
            Optional<T> made = withinLimits(() -> answer.of(version));
            if (made.isPresent()) {
                return made.get();
            }
            if (tries == MAX_TRIES) {
                throw Refusal.publishedElsewhere(version.resolved().version());
            }
        }
    }

    private interface Reading<T> {
        T read() throws ModuleAccessException, IOException;
    }

    /** What is too much for a reader of the source is refused, and not a failure that may pass. */
    private static <T> T withinLimits(Reading<T> reading) throws ModuleAccessException, IOException {
        try {
            return reading.read();
        } catch (SourceLimitException e) {
            throw Refusal.because(ModuleAccessException.Reason.INVALID, e);
        }
    }

    private FrozenVersion resolve(ModuleLocation location, VersionQuery query)
            throws ModuleAccessException, IOException {
        if (query instanceof VersionQuery.Exact exact) {
            Optional<FrozenVersion> published = frozen.find(location, exact.version());
            if (published.isPresent()) {
                return published.get();
            }
        }
        return new FrozenVersion(location.module(), resolve(view(location), query), Optional.empty());
    }

    private static ResolvedVersion latest(ModuleView view) throws ModuleAccessException, IOException {
        return view.latest().orElseThrow(() -> ModuleAccessException.notFound("the latest version is one of the list"));
    }

    /** Resolves a query; of a module that is not known every refusal is that it is not found. */
    private static ResolvedVersion resolve(ModuleView view, VersionQuery query)
            throws ModuleAccessException, IOException {
        try {
            return query.equals(VersionQuery.LATEST) ? latest(view) : view.resolve(query.text());
        } catch (ModuleAccessException e) {
            if (e.reason() == ModuleAccessException.Reason.INVALID && !view.isKnown()) {
                throw Refusal.because(ModuleAccessException.Reason.NOT_FOUND, e);
            }
            throw e;
        }
    }
}
