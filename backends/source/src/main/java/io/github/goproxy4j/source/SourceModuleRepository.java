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
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The modules in one repository of versioned trees: the module that its root stands for, and every module in its
 * sub-directories.
 *
 * <p>It answers as the {@code go} command does in direct mode; the package describes the rules. It has no answer of its
 * own for {@link VersionQuery#LATEST}, which the server computes from the list, retractions and the default branch. Each
 * request looks at the refs anew, so a new tag is served at once; what never changes (the commit behind an id, what a
 * go.mod file says) is remembered within bounds. Thread-safe where the {@link SourceRepository} is.
 *
 * <p>A zip is made whole, in a temporary file without a name, before the first byte of it is handed out: at most as large
 * as {@link SourceOptions#maxZipBytes()}, and gone with its lease.
 */
public final class SourceModuleRepository implements GoModuleRepository {
    private static final int COMMITS = 1 << 14;

    private final SourceRepository source;
    private final ModulePath root;
    private final SourceOptions options;
    private final GoModFiles goMods;
    private final BoundedCache<Optional<Commit>> commits = new BoundedCache<>(COMMITS);

    private SourceModuleRepository(SourceRepository source, ModulePath root, SourceOptions options) {
        this.source = source;
        this.root = root;
        this.options = options;
        this.goMods = new GoModFiles(source);
    }

    /**
     * Serves a repository with the {@linkplain SourceOptions#DEFAULTS default options}.
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
     * Serves a repository.
     *
     * @param source the repository; the caller closes it, if it is to be closed, after the last use of what this returns
     * @param root the module path that the repository's root stands for; it may end in {@code /vN}, or be a whole path of
     *     gopkg.in
     * @param options where zips are made, and how large they may be
     * @return the modules
     */
    public static SourceModuleRepository of(SourceRepository source, ModulePath root, SourceOptions options) {
        return new SourceModuleRepository(source, root, options);
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        ModuleView view = view(module);
        List<ModuleVersion> versions = view.versions();
        if (versions.isEmpty() && !view.isKnown()) {
            throw ModuleAccessException.notFound("no module " + module + " in the repository of " + root);
        }
        return versions;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        ModuleView view = view(module);
        if (query.equals(VersionQuery.LATEST)) {
            throw ModuleAccessException.notFound("a repository of version control has no latest version of its own");
        }
        ResolvedVersion resolved = resolve(view, query);
        Revision revision = resolved.revision();
        Origin origin = new Origin(
                "git",
                Optional.empty(),
                view.directory().isEmpty() ? Optional.empty() : Optional.of(view.directory()),
                revision.id().hex(),
                revision.ref());
        return ModuleInfo.of(resolved.version(), revision.commit().time(), origin);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        Optional<GoModFile> goMod = resolve(id).directory().goMod();
        return ModuleFile.of(goMod.isPresent() ? goMods.read(goMod.get()) : GoMod.synthesize(id.path()));
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        ResolvedVersion resolved = resolve(id);
        return SpooledZip.make(options, resolved.revision().commit().time(), out -> writeZip(id, resolved, out));
    }

    private void writeZip(ModuleId id, ResolvedVersion resolved, OutputStream out)
            throws InvalidZipException, ModuleAccessException, IOException {
        ObjectId commit = resolved.revision().id();
        String directory = resolved.directory().path();
        try (SourceTree tree = source.openTree(commit, directory)) {
            ModuleZip.write(id, ZipFiles.of(source, commit, directory, tree), out);
        }
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        return Optional.of(RefDigest.of(source.refs()));
    }

    private ModuleView view(ModulePath module) throws ModuleAccessException, IOException {
        ModuleLocation location = ModuleLocation.of(root, module)
                .orElseThrow(() -> ModuleAccessException.notFound(
                        "repository rooted at " + root + " cannot contain module " + module));
        return new ModuleView(source, goMods, location, new RefSnapshot(source, source.refs(), commits));
    }

    private ResolvedVersion resolve(ModuleId id) throws ModuleAccessException, IOException {
        ResolvedVersion resolved = resolve(view(id.path()), new VersionQuery.Exact(id.version()));
        if (!resolved.version().equals(id.version())) {
            throw Refusal.invalidVersion("resolves to version " + resolved.version());
        }
        return resolved;
    }

    /** Resolves a query; of a module that is not known every refusal is that it is not found. */
    private static ResolvedVersion resolve(ModuleView view, VersionQuery query)
            throws ModuleAccessException, IOException {
        try {
            return query.equals(VersionQuery.HEAD) ? view.head() : view.resolve(query.text());
        } catch (ModuleAccessException e) {
            if (e.reason() == ModuleAccessException.Reason.INVALID && !view.isKnown()) {
                throw Refusal.because(ModuleAccessException.Reason.NOT_FOUND, e);
            }
            throw e;
        }
    }
}
