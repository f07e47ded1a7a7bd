package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.PathRules;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the modules below an import path are served: what a page tells the {@code go} command by its {@code go-import} tags.
 *
 * @param prefix the import path that they all begin with, such as {@code gitlab.example.com/group/lib}: a host name as it
 *     may begin a module path, without a port, and what may follow it in an import path
 * @param proxy the base URL of the GOPROXY protocol, {@code http} or {@code https}, without user, query and fragment
 * @param repository the URL of the git repository for clients that do not ask proxies, of a scheme that {@code go} knows
 *     for git, without password, query and fragment, and with a user for ssh only; or empty if the page is to name none
 * @see <a href="https://go.dev/ref/mod#serving-from-proxy">Go Modules Reference, serving modules directly from a proxy</a>
 */
public record GoImport(String prefix, URI proxy, Optional<URI> repository) {
    private static final Set<String> PROXY_SCHEMES = Set.of("http", "https");
    /** Source: {@code vcsGit} in {@code cmd/go/internal/vcs}. */
    private static final Set<String> GIT_SCHEMES = Set.of("git", "https", "http", "git+ssh", "ssh");

    /**
     * Creates the value.
     *
     * @param prefix the import path
     * @param proxy the base URL
     * @param repository the URL of the git repository, or empty
     * @throws IllegalArgumentException if {@code go} could not use one of them
     */
    public GoImport {
        requirePrefix(prefix);
        requireUrl("proxy", proxy, PROXY_SCHEMES);
        if (proxy.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the URL of the proxy has a user");
        }
        if (repository.isPresent()) {
            requireUrl("repository", repository.get(), GIT_SCHEMES);
            String user = repository.get().getRawUserInfo();
            // What is a user's name to ssh may be a token to a web server.
            boolean mayHaveUser = repository.get().getScheme().endsWith("ssh");
            if (user != null && (!mayHaveUser || user.indexOf(':') >= 0)) {
                throw new IllegalArgumentException("the URL of the repository has a user or a password");
            }
        }
    }

    /**
     * Returns where GitLab's API serves a project: {@code URL/api/v4/projects/ID/packages/go}, for the import paths below
     * {@code HOST/PATH}. A port of the URL is left out of these, because no import path has one: {@code go} asks at port 443.
     *
     * @param url the URL at which clients reach the host application, with the path that it lies below, if any
     * @param project the project's path
     * @param id the project's number
     * @return where its modules are, without a repository
     * @throws IllegalArgumentException if the URL or the number is none, or if the path cannot be part of an import path
     */
    public static GoImport ofGitLab(URI url, ProjectRef.FullPath project, long id) {
        requireUrl("host", url, PROXY_SCHEMES);
        return ofGitLab(url, url.getHost().toLowerCase(Locale.ROOT) + directory(url) + "/" + project.path(), id);
    }

    /**
     * Returns where GitLab's API serves a project whose import paths do not begin with the host of the API's URL.
     *
     * @param url the URL at which clients reach the API, with the path that it lies below, if any
     * @param prefix the import path that the project's import paths begin with
     * @param id the project's number
     * @return where its modules are, without a repository
     * @throws IllegalArgumentException if the URL, the import path or the number is none
     */
    public static GoImport ofGitLab(URI url, String prefix, long id) {
        requireUrl("host", url, PROXY_SCHEMES);
        ProjectRef.Id number = new ProjectRef.Id(id);
        URI api = URI.create(url.getScheme() + "://" + url.getRawAuthority() + directory(url) + "/api/v4/projects/"
                + number.number() + "/packages/go");
        return new GoImport(prefix, api, Optional.empty());
    }

    private static String directory(URI url) {
        return url.getRawPath().replaceFirst("/+$", "");
    }

    /**
     * Returns the same place with a git repository.
     *
     * @param url its URL
     * @return a place with that repository
     * @throws IllegalArgumentException if {@code go} could not use the URL
     */
    public GoImport withRepository(URI url) {
        return new GoImport(prefix, proxy, Optional.of(url));
    }

    private static void requirePrefix(String prefix) {
        int slash = prefix.indexOf('/');
        // The rules for a module path as a whole are not those for what it begins with, which may end in v1, for
        // example.
        Optional<String> refusal = PathRules.checkImportPath(prefix)
                .or(() -> PathRules.checkModulePath(slash < 0 ? prefix : prefix.substring(0, slash)));
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
    }

    private static void requireUrl(String name, URI url, Set<String> schemes) {
        if (url.getScheme() == null || !schemes.contains(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the URL of the " + name + " has no host, or not one of the schemes " + schemes);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL of the " + name + " has a query or fragment");
        }
    }
}
