package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.git.GitLimits;
import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.git.GitRuntime;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.servlet.GoProxyServlet;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.store.CacheOptions;
import io.github.goproxy4j.store.DiskStore;
import io.github.goproxy4j.store.DiskStoreOptions;
import io.github.goproxy4j.store.ModuleCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** An embedded Tomcat 11 with the modules of git repositories at its root. */
final class TomcatServer {
    private static final int VIRTUAL_THREADS = 21;

    /** Else it writes to the connection in pieces of 8 KiB. */
    private static final String WRITE_BUFFER = "131072";

    private TomcatServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port, a directory for Tomcat's own files, one for the cache or an empty text, and then {@code
     *     PREFIX=REPOSITORY} for each repository
     */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        GitRuntime.quiet();
        GitRuntime.boundMemory();
        Optional<Path> cache =
                Optional.of(arguments[2]).filter(text -> !text.isEmpty()).map(Path::of);
        List<String> mounts = Arrays.asList(arguments).subList(3, arguments.length);
        GoModuleProxy proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(modules(mounts, cache)));
        start(proxy, Integer.parseInt(arguments[0]), Path.of(arguments[1]))
                .getServer()
                .await();
    }

    /** Opens the repositories; they stay open as long as the process lives. */
    private static GoModuleRepository modules(List<String> mounts, Optional<Path> directory) throws IOException {
        Map<ModulePath, GoModuleRepository> prefixes = new LinkedHashMap<>();
        Optional<DiskStore> store = Optional.empty();
        Optional<ModuleCache> cache = Optional.empty();
        if (directory.isPresent()) {
            store = Optional.of(DiskStore.open(directory.get(), DiskStoreOptions.defaults()));
            cache = Optional.of(ModuleCache.over(store.get(), CacheOptions.DEFAULTS));
        }
        for (String mount : mounts) {
            int equals = mount.indexOf('=');
            ModulePath prefix = ModulePath.parse(mount.substring(0, equals));
            SourceOptions options = SourceOptions.DEFAULTS;
            if (store.isPresent()) {
                options = options.withReuse(store.get().reuse(prefix.toString()));
            }
            GoModuleRepository modules =
                    GitModules.open(Path.of(mount.substring(equals + 1)), prefix, GitLimits.DEFAULT, options);
            prefixes.put(prefix, cache.isPresent() ? cache.get().modules(prefix.toString(), modules) : modules);
        }
        return PrefixRepository.of(prefixes);
    }

    private static Tomcat start(GoModuleProxy proxy, int port, Path directory) throws LifecycleException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("acceptCount", "1024");
        connector.setProperty("socket.appWriteBufSize", WRITE_BUFFER);
        connector.setPort(port);
        if (Runtime.version().feature() >= VIRTUAL_THREADS) {
            connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("http-"));
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Wrapper servlet = Tomcat.addServlet(context, "go", new GoProxyServlet(proxy));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
        tomcat.start();
        return tomcat;
    }
}
