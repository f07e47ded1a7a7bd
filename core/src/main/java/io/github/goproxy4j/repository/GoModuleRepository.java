package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A source of Go modules: the one interface to implement so that {@code go get} works against what a host application
 * holds.
 *
 * <h2>Threads</h2>
 *
 * All methods are called from many request threads at once. They may block, and must be thread-safe. A repository should
 * honour {@link Thread#interrupt()} by failing with an {@code IOException}; an interrupted call never answers that something
 * is absent, and leaves the repository and the leases of other threads as they are.
 *
 * <h2>Known modules</h2>
 *
 * A module is <em>known</em> if it has a version, or would answer {@link VersionQuery#HEAD}. The versions of a known module
 * may be an empty list; of an unknown one every method answers {@link ModuleAccessException.Reason#NOT_FOUND}. Clients
 * ask for every prefix of an import path, so most modules asked for are unknown: that answer must be cheap. A repository
 * that stands in for a server that lists any name of its own as empty may do so; all else of such a name is not found.
 *
 * <h2>Immutability</h2>
 *
 * Once a version has been served, the bytes of its {@code .mod} and the names and contents of the files in its zip never
 * change: the {@code go} command reports a changed byte to its user as an attack. A version whose source has moved keeps
 * its old content or answers {@link ModuleAccessException.Reason#GONE}.
 *
 * <h2>Different answers</h2>
 *
 * <ul>
 *   <li><em>Empty</em>: the module is known and has no versions.
 *   <li><em>Absent</em>: {@code NOT_FOUND}; the client goes on to its next proxy.
 *   <li><em>Invalid</em>: {@link ModuleAccessException.Reason#INVALID}: it exists, but Go's rules refuse it; the same as
 *       absent for the client, but the text tells the user why.
 *   <li><em>Refused</em>: {@link ModuleAccessException.Reason#FORBIDDEN}; the client stops. Of a blocked module everything
 *       is refused so, unknown versions too, lest a client gets its name from elsewhere.
 *   <li><em>Unknown</em>: any {@code IOException}: the repository cannot tell now. It is logged, and the client is told that
 *       the server failed. Never answer {@code NOT_FOUND} because a disk or a remote service did not answer.
 * </ul>
 *
 * <h2>Callers</h2>
 *
 * A repository does not know who is asking; {@link GoProjects} has decided before. Its answers may be cached and shared
 * among all callers of the project.
 *
 * @see <a href="https://go.dev/ref/mod#goproxy-protocol">Go Modules Reference, GOPROXY protocol</a>
 */
public interface GoModuleRepository {
    /**
     * Returns the versions of a module that the repository holds, each once, in any order.
     *
     * <p>Pseudo-versions may be among them where the repository keeps them, as a filled module cache does: they are left out
     * of the list that clients see, and the newest of them is the last resort for {@code latest}.
     *
     * @param module the module
     * @return its versions, empty for a known module without any; the caller does not change the list, nor does the
     *     repository later
     * @throws ModuleAccessException {@code NOT_FOUND} if the module is unknown; {@code FORBIDDEN} if it is blocked
     * @throws IOException if the repository cannot tell
     */
    List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException;

    /**
     * Resolves a query to a version and returns what is known of it.
     *
     * <p>For {@link VersionQuery.Exact} the answer has the version asked for, or, where the module's path forbids that
     * version as it stands, the version that Go uses for it ({@code v2.0.0+incompatible} for {@code v2.0.0}). A repository
     * that has no answer of its own for {@link VersionQuery#LATEST} refuses it with {@code NOT_FOUND}; the server then
     * computes it from {@link #versions}, retractions and {@link VersionQuery#HEAD}.
     *
     * @param module the module
     * @param query what to resolve
     * @return the version
     * @throws ModuleAccessException {@code NOT_FOUND} if the module or the revision is unknown; {@code FORBIDDEN} if the
     *     module is blocked, whatever is asked of it; {@code INVALID} if Go's rules refuse it; {@code GONE} if it was served
     *     once and its content is lost
     * @throws IOException if the repository cannot tell
     */
    ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException;

    /**
     * Opens the go.mod file of a version: the bytes that {@code go.sum} has a hash of.
     *
     * @param id the version
     * @return a lease of the bytes, which the caller closes
     * @throws ModuleAccessException as {@link #info}
     * @throws IOException if the repository cannot tell
     */
    ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException;

    /**
     * Opens the zip of a version.
     *
     * <p>A zip that the repository makes is legal by the rules of {@code golang.org/x/mod/zip}
     * ({@link io.github.goproxy4j.zip.ModuleZip#write}); one that was published as a finished file is handed out as it is.
     *
     * @param id the version
     * @return a lease of the bytes, which the caller closes
     * @throws ModuleAccessException as {@link #info}
     * @throws IOException if the repository cannot tell
     */
    ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException;

    /**
     * Returns an opaque text that is cheaper to get than {@link #versions}, and changes before any answer to
     * {@code versions} or to a query that is not exact may change: whoever has kept these answers may go on giving them while
     * the state is the same. A module that is unknown, or blocked, has a state or none as any other.
     *
     * @param module the module
     * @return the state, or empty if the repository cannot tell cheaply
     * @throws IOException if the repository cannot be reached
     */
    default Optional<String> state(ModulePath module) throws IOException {
        return Optional.empty();
    }
}
