package io.github.goproxy4j;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.CredentialsException;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * The second door: answers a {@code go} command that has been told of no proxy, and asks the host of an import path where the
 * module is, as {@code https://gitlab.example.com/group/lib?go-get=1}.
 *
 * <p>The host is asked for the longest path first, so that sub-packages, modules in directories and majors ({@code /v2}) lead
 * to their project. The answer is a page with a {@code go-import} tag of the kind {@code mod}, and one of the kind {@code git}
 * where the host names a repository. Who may not see a project gets the answer for one that does not exist: the same status,
 * text and header fields, with credentials and without, so that {@code go} comes back with those that it has.
 *
 * <p>No answer is for caches that several callers share. Thread-safe; one for each host.
 *
 * @see <a href="https://go.dev/ref/mod#vcs-find">Go Modules Reference, finding a repository for a module path</a>
 */
public final class GoImportPages {
    private final GoImports imports;
    private final AccessWatch watch;

    private GoImportPages(GoImports imports, AccessWatch watch) {
        this.imports = imports;
        this.watch = watch;
    }

    /**
     * Creates a door.
     *
     * @param imports the host's projects
     * @return the door
     */
    public static GoImportPages of(GoImports imports) {
        return new GoImportPages(imports, AccessWatch.DEFAULT);
    }

    /**
     * Returns a door like this one that also tells a listener of each request that it answers; see {@link
     * GoModuleProxy#withAccessListener}. Such an event names no project and no module.
     *
     * @param listener whom to tell
     * @return the door
     */
    public GoImportPages withAccessListener(AccessListener listener) {
        return new GoImportPages(imports, watch.with(listener));
    }

    /**
     * Returns a door like this one that takes the ids of requests from a reverse proxy; see {@link
     * GoModuleProxy#withForwardedRequestIds}.
     *
     * @return the door
     */
    public GoImportPages withForwardedRequestIds() {
        return new GoImportPages(imports, watch.withForwardedIds());
    }

    /**
     * Answers a request if it is one of those: {@code GET} or {@code HEAD} of any path, with {@code go-get=1} in the query.
     * Whatever a client sends and whatever the host's code throws becomes a response; it may block as long as the host's
     * code does.
     *
     * @param request the request
     * @return the response, which the caller closes; or empty if the request is not for this door
     */
    public Optional<ModuleResponse> handle(ProxyRequest request) {
        return handle(request, MountPoint.ROOT);
    }

    /**
     * Answers a request, if it is one of those, whose path has not been cut at the mount point yet.
     *
     * @param request the request, with the path from the server's root on
     * @param mount the directory of the host application: the paths of projects begin below it
     * @return the response, which the caller closes; or empty if the request is not for this door
     */
    public Optional<ModuleResponse> handle(ProxyRequest request, MountPoint mount) {
        boolean asks = request.method().equals("GET") || request.method().equals("HEAD");
        return asks && request.rawQuery().filter(GoImportPages::hasGoGet).isPresent()
                ? Optional.of(answer(request, mount))
                : Optional.empty();
    }

    /** Whether {@code go-get} is 1; if it comes more than once, the last one counts. */
    private static boolean hasGoGet(String rawQuery) {
        boolean found = false;
        for (String parameter : rawQuery.split("&", -1)) {
            found = parameter.startsWith("go-get=") ? parameter.equals("go-get=1") : found;
        }
        return found;
    }

    private ModuleResponse answer(ProxyRequest request, MountPoint mount) {
        RequestTrace trace = watch.begin(request);
        trace.asksFor(AccessEvent.Endpoint.GO_GET);
        if (request.rawPath().length() > RawPath.MAX_LENGTH) {
            return GoModuleProxy.refuse(trace, Audience.CALLER, Refusal.pathTooLong());
        }
        try {
            Caller caller = new Caller(request.principal(), Credentials.read(request.headers()));
            Optional<GoImport> found = find(mount.below(request.rawPath()).orElse(""), caller);
            return found.isEmpty()
                    ? GoModuleProxy.refuse(trace, Audience.CALLER, Refusal.noImport())
                    : new Responses(trace, Audience.CALLER).of(page(found.get()));
        } catch (CredentialsException e) {
            return GoModuleProxy.refuse(trace, Audience.CALLER, Refusal.badCredentials(e));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return GoModuleProxy.fail(trace, Audience.CALLER, "", e);
        }
    }

    private Optional<GoImport> find(String rawPath, Caller caller) throws IOException {
        for (ProjectRef.FullPath project : ImportPathPrefixes.of(rawPath)) {
            Optional<GoImport> found = ask(project, caller);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A project that this caller may not see is one that does not exist. */
    private Optional<GoImport> ask(ProjectRef.FullPath project, Caller caller) throws IOException {
        try {
            return Optional.of(
                    Objects.requireNonNull(imports.find(project, caller), "the host returned null for an import"));
        } catch (ModuleAccessException e) {
            return Optional.empty();
        }
    }

    private static Answer page(GoImport found) {
        return new Answer(ContentType.HTML, Freshness.SHORT, ModuleFile.of(GoImportPage.of(found)));
    }
}
