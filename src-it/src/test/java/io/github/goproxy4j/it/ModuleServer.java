package io.github.goproxy4j.it;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.servlet.GoProxyServlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server on loopback, in this process, for modules that can be exchanged for others; it notes what it should not say. */
final class ModuleServer implements AutoCloseable {
    private static final Set<Integer> STATUSES = Set.of(200, 404, 410);

    private final GoModuleProxy door;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private volatile Map<String, ? extends GoModuleRepository> modules = Map.of();

    private ModuleServer() {
        door = GoModuleProxy.of((project, caller) -> new GoProject("", true, new ByRoot(modules, published)));
    }

    static ModuleServer start() throws Exception {
        ModuleServer started = new ModuleServer();
        started.connector.setHost("127.0.0.1");
        started.server.addConnector(started.connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new GoProxyServlet(started.door), "/*");
        started.server.setHandler(context);
        started.server.setRequestLog((request, response) ->
                started.note(response.getStatus(), request.getHttpURI().getPath()));
        started.server.start();
        return started;
    }

    private void note(int status, String path) {
        if (!STATUSES.contains(status)) {
            failures.add(status + " " + path);
        }
    }

    /** Serves other modules from now on; the keys are the paths that their repositories' roots stand for. */
    void serve(Map<String, ? extends GoModuleRepository> byRoot) {
        modules = byRoot;
        failures.clear();
        published.clear();
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** What was answered with another status than the protocol's, since the modules were exchanged. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The versions, each behind its module and an {@code @}, of which anything but a list was made, whoever wanted it. */
    Set<String> published() {
        return Set.copyOf(published);
    }

    /** Asks without a network; empty if it is not there. */
    Optional<String> get(String path) throws IOException {
        ProxyRequest request = new ProxyRequest("GET", path, Optional.empty(), RequestHeaders.NONE, Optional.empty());
        try (ModuleResponse response = door.handle(request)) {
            note(response.status(), path);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            response.writeTo(body);
            return response.status() == 200 ? Optional.of(body.toString(StandardCharsets.UTF_8)) : Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The modules of several roots, of which the longest that fits has a module. */
    private record ByRoot(Map<String, ? extends GoModuleRepository> modules, Set<String> published)
            implements GoModuleRepository {
        private GoModuleRepository of(ModulePath module) throws ModuleAccessException {
            String path = module.toString();
            return modules.keySet().stream()
                    .filter(root -> path.equals(root) || path.startsWith(root + "/"))
                    .max(Comparator.comparing(String::length))
                    .<GoModuleRepository>map(modules::get)
                    .orElseThrow(() -> ModuleAccessException.notFound("no module " + path));
        }

        @Override
        public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
            return of(module).versions(module);
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
            ModuleInfo info = of(module).info(module, query);
            info.version().ifPresent(version -> published.add(module + "@" + version));
            return info;
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            ModuleFile mod = of(id.path()).mod(id);
            published.add(id.path() + "@" + id.version());
            return mod;
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            ModuleFile zip = of(id.path()).zip(id);
            published.add(id.path() + "@" + id.version());
            return zip;
        }
    }
}
