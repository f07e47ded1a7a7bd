package io.github.goproxy4j.directory;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A repository of finished files in the file layout of GOPROXY, which is also the layout of
 * {@code $GOMODCACHE/cache/download}: a filled module cache can be served as it is.
 *
 * <table>
 *   <caption>Files of a module, below its escaped path</caption>
 *   <tr><th>file<th>what it is
 *   <tr><td>{@code @v/list}<td>its versions, one a line; without this file, those that have an {@code .info}
 *   <tr><td>{@code @v/VERSION.info}<td>what is known of a version; also of a branch or other query, as
 *       {@code @v/master.info}
 *   <tr><td>{@code @v/VERSION.mod}<td>its go.mod file
 *   <tr><td>{@code @v/VERSION.zip}<td>its files
 *   <tr><td>{@code @latest}<td>the answer to {@link VersionQuery#LATEST}, which no module cache has
 * </table>
 *
 * <p>A module is known if its {@code @v} directory has one of these files. Names are escaped ({@link ModulePath#encoded()}),
 * those of queries too: the answer to {@link VersionQuery#HEAD} is {@code @v/!h!e!a!d.info}. Other files, such as the locks
 * and hashes of a module cache, are not served.
 *
 * <p>What is published is served as it is: no byte is changed, and nothing is made up that is missing. Where the {@code go}
 * command is going to refuse a file, the log says so once. A file that cannot be read as its kind at all ({@code .info}
 * that is not a JSON object, a zip without readable central directory), and one that is there but cannot be read, is an
 * {@code IOException}.
 *
 * <p>So is what is longer than anybody needs: an {@code .info} of more than 1 MiB, a {@code list} of more than 16 MiB, more
 * than 100,000 versions of a module. A {@code .mod} and a {@code .zip} may have any length.
 *
 * <p>The tree may be added to while it is served. A file is replaced by renaming another one to its name; it is not written
 * to. Links are followed as long as they lead to something inside the root. There is no {@link #state}: a query file that
 * is replaced shows in nothing that is cheaper to look at. Thread-safe.
 *
 * @see <a href="https://go.dev/ref/mod#module-cache">Go Modules Reference, Module cache</a>
 */
public final class DirectoryRepository implements GoModuleRepository {
    private static final int MAX_INFO_BYTES = 1 << 20;
    private static final int MAX_LIST_BYTES = 16 << 20;

    private final ServedTree tree;
    private final FirstLook firstLook;

    DirectoryRepository(ServedTree tree, FirstLook firstLook) {
        this.tree = tree;
        this.firstLook = firstLook;
    }

    /**
     * Creates a repository.
     *
     * @param root the directory that holds the tree; a link is looked up anew for each request
     * @return the repository
     * @throws IOException if there is no such directory
     */
    public static DirectoryRepository of(Path root) throws IOException {
        return new DirectoryRepository(ServedTree.of(root), new FirstLook());
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        VersionFiles versions = new VersionFiles(module);
        Optional<byte[]> list = read(inVersions(module, "list"), MAX_LIST_BYTES);
        if (list.isPresent()) {
            versions.addList(list.get());
        } else if (!addFilesPresent(module, versions)) {
            throw ModuleAccessException.notFound("unknown module");
        }
        return versions.toList();
    }

    /** Adds the versions that have an {@code .info}, and tells whether anything at all is published. */
    private boolean addFilesPresent(ModulePath module, VersionFiles versions) throws IOException {
        boolean known = false;
        for (String name : tree.files(module.encoded() + "/@v", VersionFiles::isPublished)) {
            known = true;
            Optional<ModuleVersion> version = VersionFiles.versionOfInfo(name);
            if (version.isPresent()) {
                versions.add(version.get());
            }
        }
        return known;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        String name = query == VersionQuery.LATEST
                ? module.encoded() + "/@latest"
                : inVersions(module, query.encoded() + ".info");
        Optional<byte[]> json = read(name, MAX_INFO_BYTES);
        if (json.isEmpty()) {
            throw ModuleAccessException.notFound("unknown revision " + query.text());
        }
        try {
            return ModuleInfo.published(json.get());
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return open(id, ".mod", firstLook::atMod);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return open(id, ".zip", firstLook::atZip);
    }

    private interface Look {
        void at(ModuleId id, ModuleFile file) throws IOException;
    }

    private ModuleFile open(ModuleId id, String kind, Look look) throws ModuleAccessException, IOException {
        String name = inVersions(id.path(), id.version().encoded() + kind);
        Optional<ModuleFile> file = tree.open(name);
        if (file.isEmpty()) {
            throw ModuleAccessException.notFound("no " + kind + " file is published for " + id.version());
        }
        try {
            look.at(id, file.get());
        } catch (IOException e) {
            file.get().close();
            throw new IOException(name + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            file.get().close();
            throw e;
        }
        return file.get();
    }

    private static String inVersions(ModulePath module, String fileName) {
        return module.encoded() + "/@v/" + fileName;
    }

    /** Reads a small file into memory; empty if there is none. */
    private Optional<byte[]> read(String name, int limit) throws IOException {
        Optional<ModuleFile> file = tree.open(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleFile lease = file.get();
                InputStream in = lease.openStream(0)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException(name + ": longer than " + limit + " bytes");
            }
            return Optional.of(bytes);
        }
    }
}
