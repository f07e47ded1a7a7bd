package io.github.goproxy4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import io.github.goproxy4j.servlet.GoImportFilter;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A host in this process with private projects, served in GitLab's paths and found by their import paths. */
final class PrivateHost implements AutoCloseable {
    private final URI url;
    private final String token;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<ProjectRef, GitModules> projects = new HashMap<>();
    private final List<GitModules> opened = new ArrayList<>();

    private PrivateHost(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Starts a host from a file as the quickstart reads it: its URL, its projects, and one token that may read them all. */
    static PrivateHost start(Path file) throws Exception {
        JsonNode json = new JsonMapper().readTree(file.toFile());
        URI url = URI.create(json.get("url").asText());
        PrivateHost host = new PrivateHost(url, json.at("/tokens/0/value").asText());
        for (JsonNode project : json.get("projects")) {
            long id = project.get("id").asLong();
            String path = project.get("path").asText();
            GitModules modules = GitModules.open(
                    file.resolveSibling(project.get("repository").asText()),
                    ModulePath.parse(url.getHost() + "/" + path));
            host.opened.add(modules);
            host.ids.put(path, id);
            host.projects.put(new ProjectRef.Id(id), modules);
            host.projects.put(new ProjectRef.FullPath(path), modules);
        }
        host.connector.setHost("127.0.0.1");
        host.server.addConnector(host.connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(new GoImportFilter(GoImportPages.of(host::find))),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new GoProxyServlet(GoModuleProxy.of(host::open))), "/*");
        host.server.setHandler(context);
        host.server.start();
        return host;
    }

    private GoProject open(ProjectRef project, Caller caller) throws ModuleAccessException {
        GitModules modules = projects.get(project);
        if (modules == null || !isLoggedIn(caller.credentials())) {
            throw caller.isAnonymous()
                    ? new ModuleAccessException(ModuleAccessException.Reason.UNAUTHENTICATED, "log in first")
                    : ModuleAccessException.notFound("no such project");
        }
        return new GoProject(project.toString(), false, modules);
    }

    private GoImport find(ProjectRef.FullPath project, Caller caller) throws ModuleAccessException {
        open(project, caller);
        return GoImport.ofGitLab(url, project, ids.get(project.path()));
    }

    private boolean isLoggedIn(Credentials credentials) {
        if (credentials instanceof Credentials.Basic login) {
            return login.password().reveal().equals(token);
        }
        return credentials instanceof Credentials.PrivateToken sent
                && sent.token().reveal().equals(token);
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            opened.forEach(GitModules::close);
        }
    }
}
