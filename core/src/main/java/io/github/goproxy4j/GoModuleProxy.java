package io.github.goproxy4j;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.CredentialsException;
import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: answers the requests of the {@code go} command for the projects of a host application, in the paths of the
 * GOPROXY protocol and of GitLab's Go proxy API.
 *
 * <pre>{@code
 * GoModuleProxy proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(repository));
 * try (ModuleResponse response = proxy.handle(request)) {
 *     // copy status, headers, content length and body to the server's own response
 * }
 * }</pre>
 *
 * <p>GitLab's paths are {@code [/api/v4]/projects/:id/packages/go/...} and, for several projects as one, {@code
 * [/api/v4]/groups/:id/-/packages/go/...} and {@code [/api/v4]/packages/go/...}; {@code /api/v4} may be part of the mount
 * point. In them a version may lack its {@code v}: {@code 1.0.0} is {@code v1.0.0} if there is that version.
 *
 * <p>A request goes through in this order: method; credentials; which project; may this caller read it ({@link
 * GoProjects#open}); which module and file; the repository. Nobody learns anything about modules before the host has agreed,
 * nor whether a project exists: the host is asked even for an id that no project can have.
 *
 * <p>What is refused is answered in plain text, which {@code go} shows to its user, with the reason; or in GitLab's JSON,
 * without the reason, if the request's {@code Accept} has {@code application/json} by its name.
 *
 * <p>The answers of a project that anonymous callers may read are {@code public}: a cache in front of the server may give
 * them to everybody, also to callers whose token the host would have refused. All others are {@code private} and vary with
 * the fields that carry credentials, refusals included.
 *
 * <p>Thread-safe; one for each place where a server mounts it.
 *
 * @see <a href="https://go.dev/ref/mod#goproxy-protocol">Go Modules Reference, GOPROXY protocol</a>
 */
public final class GoModuleProxy {
    private static final Logger LOG = LoggerFactory.getLogger(GoModuleProxy.class);

    private final GoProjects projects;
    private final boolean queryTokens;
    private final AccessWatch watch;
    private final @Nullable HealthResource health;
    private final KnownPaths paths = new KnownPaths();

    private GoModuleProxy(
            GoProjects projects, boolean queryTokens, AccessWatch watch, @Nullable HealthResource health) {
        this.projects = projects;
        this.queryTokens = queryTokens;
        this.watch = watch;
        this.health = health;
    }

    /**
     * Creates a door, which takes no credentials from the query of a request.
     *
     * @param projects the host's projects
     * @return the door
     */
    public static GoModuleProxy of(GoProjects projects) {
        return new GoModuleProxy(projects, false, AccessWatch.DEFAULT, null);
    }

    /**
     * Returns a door like this one that also takes tokens from the query parameters {@code private_token} and {@code
     * job_token}, as GitLab does. Mind that URLs end up in the logs of servers and proxies, and in the history of shells.
     *
     * <p>A token that disagrees with another one of the request, or is malformed, is a 400, as in a header. Every answer to
     * a request with a query is then {@code private}, also of a public project, so that no shared cache keeps a URL with a
     * token in it (RFC 6750 §2.3).
     *
     * @return the door
     */
    public GoModuleProxy withQueryTokens() {
        return new GoModuleProxy(projects, true, watch, health);
    }

    /**
     * Returns a door like this one that also tells a listener of each request, after those that it tells already. All
     * doors write a line for each request at the level {@code DEBUG} of the SLF4J logger {@code
     * io.github.goproxy4j.access}, which is silent by default.
     *
     * @param listener whom to tell
     * @return the door
     */
    public GoModuleProxy withAccessListener(AccessListener listener) {
        return with(watch.with(listener));
    }

    /**
     * Returns a door like this one that takes the ids of requests from the field {@code X-Request-Id}. For servers behind
     * a reverse proxy that sets the field itself and passes on none that a client has sent; otherwise a client could give
     * its request the id of another one.
     *
     * <p>An id is up to 64 ASCII letters, digits, dots, dashes and underscores; what is anything else is not taken. It
     * stands in access events; and where a request fails, in the log, in the text for the user and in the answer's {@code
     * X-Request-Id}. A request without an id gets a random one only if it fails, so does each that fails at a door without
     * this.
     *
     * @return the door
     */
    public GoModuleProxy withForwardedRequestIds() {
        return with(watch.withForwardedIds());
    }

    /**
     * Returns a door like this one that also answers whether the host can serve modules now: at {@code /-/health} below
     * each mount point, to everybody, with 200 and {@code ok}; or with 503 and an id, if the check throws.
     *
     * @param check the host's check, run for each request; {@code () -> {}} if it is enough to know that the server answers
     * @return the door
     */
    public GoModuleProxy withHealth(HealthCheck check) {
        return new GoModuleProxy(projects, queryTokens, watch, new HealthResource(Objects.requireNonNull(check)));
    }

    /** A door like this one that looks at its requests in another way. */
    GoModuleProxy with(AccessWatch other) {
        return new GoModuleProxy(projects, queryTokens, other, health);
    }

    /** A door like this one with another clock for durations. */
    GoModuleProxy withTicker(LongSupplier nanos) {
        return with(watch.with(nanos));
    }

    /**
     * Answers a request. Whatever a client sends and whatever the host's code throws becomes a response; it may block as
     * long as the host's code does.
     *
     * @param request the request
     * @return the response, which the caller closes
     */
    public ModuleResponse handle(ProxyRequest request) {
        return handle(request, MountPoint.ROOT);
    }

    /**
     * Answers a request whose path has not been cut at the mount point yet. One that does not lie below it, or spells it in
     * an uncommon way, is refused like every malformed path.
     *
     * @param request the request, with the path from the server's root on
     * @param mount where this door is
     * @return the response, which the caller closes
     */
    public ModuleResponse handle(ProxyRequest request, MountPoint mount) {
        RequestTrace trace = watch.begin(request);
        return switch (request.method()) {
            case "GET", "HEAD" ->
                mount.below(request.rawPath())
                        .map(rest -> read(trace, rest))
                        .orElseGet(() -> refuse(trace, audience(request, true), Refusal.notBelowMountPoint()));
            case "OPTIONS" -> new Responses(trace, Audience.EVERYBODY).options();
            default -> refuse(trace, Audience.EVERYBODY, Refusal.methodNotAllowed());
        };
    }

    private ModuleResponse read(RequestTrace trace, String path) {
        if (path.length() > RawPath.MAX_LENGTH) {
            return refuse(trace, Audience.EVERYBODY, Refusal.pathTooLong());
        }
        try {
            if (health != null && path.equals(HealthResource.PATH)) {
                return health.answer(trace);
            }
            Optional<GitLabRoute> known = paths.find(path);
            return read(trace, path, known.isPresent() ? known.get() : GitLabRoute.of(path));
        } catch (ModuleAccessException e) {
            return refuse(trace, audience(trace.request(), true), Refusal.noEndPoint(e));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return fail(trace, Audience.CALLER, "", e);
        }
    }

    private ModuleResponse read(RequestTrace trace, String path, GitLabRoute route) {
        trace.asksFor(route.project());
        ProxyRequest request = trace.request();
        GoProject project;
        try {
            project = open(route.project(), new Caller(request.principal(), credentials(request)));
        } catch (CredentialsException e) {
            return refuse(trace, Audience.CALLER, Refusal.badCredentials(e));
        } catch (ModuleAccessException e) {
            return refuse(trace, Audience.CALLER, Refusal.ofProject(e, route.project()));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return fail(trace, Audience.CALLER, "", e);
        }
        Audience audience = audience(request, project.anonymousMayRead());
        try {
            ModuleRequest wanted = route.request();
            ModuleResponse response = answer(trace, audience, project.modules(), wanted);
            if (route.read() == null && response.status() < 400) {
                paths.keep(path, route.project(), wanted);
            }
            return response;
        } catch (ModuleAccessException e) {
            return refuse(trace, audience, Refusal.noEndPoint(e));
        }
    }

    /** Whose answer it is; never everybody's where the URL may have a token in it. */
    private Audience audience(ProxyRequest request, boolean sameForEverybody) {
        boolean mayHoldToken = queryTokens && request.rawQuery().isPresent();
        return sameForEverybody && !mayHoldToken ? Audience.EVERYBODY : Audience.CALLER;
    }

    private Credentials credentials(ProxyRequest request) throws CredentialsException {
        return queryTokens
                ? Credentials.read(request.headers(), request.rawQuery().orElse(""))
                : Credentials.read(request.headers());
    }

    /** Asks the host, also where there is nothing to open: only it knows who has to log in before being told so. */
    private GoProject open(ProjectRef ref, Caller caller) throws ModuleAccessException, IOException {
        GoProject project = Objects.requireNonNull(projects.open(ref, caller), "the host returned null for a project");
        if (ref.equals(ProjectRef.UNKNOWN)) {
            throw ModuleAccessException.notFound("no project has such a name");
        }
        return project;
    }

    private static ModuleResponse answer(
            RequestTrace trace, Audience audience, GoModuleRepository modules, ModuleRequest wanted) {
        trace.asksFor(wanted);
        try {
            Answer answer = wanted.answer(modules);
            try {
                return new Responses(trace, audience).of(answer);
            } catch (IOException e) {
                // What the making of a file has found out, after there was a lease of it.
                if (e.getCause() instanceof ModuleAccessException refused) {
                    throw refused;
                }
                throw e;
            }
        } catch (ModuleAccessException e) {
            return refuse(trace, audience, Refusal.of(e, wanted.target().subject()));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return fail(trace, audience, wanted.target().subject(), e);
        }
    }

    static ModuleResponse fail(RequestTrace trace, Audience audience, String subject, Throwable cause) {
        String id = trace.fail();
        ProxyRequest request = trace.request();
        LOG.error("failed to answer {} {}, id {}", request.method(), GoText.quote(request.rawPath()), id, cause);
        return refuse(trace, audience, Refusal.failure(id, subject));
    }

    static ModuleResponse refuse(RequestTrace trace, Audience audience, Refusal refusal) {
        return new Responses(trace, audience).of(refusal);
    }
}
