package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.git.GitRepositoryException;
import io.github.goproxy4j.git.GitRuntime;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.servlet.GoProxyServlet;
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

    private TomcatServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port, a directory for Tomcat's own files, one for the cache or an empty text, and then {@code
     *     PREFIX=REPOSITORY} for each repository
     */
    public static void main(String[] arguments) throws GitRepositoryException, LifecycleException {
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
    @SuppressWarnings("UnusedVariable") // There is no cache yet to keep in the directory.
    private static GoModuleRepository modules(List<String> mounts, Optional<Path> cache) throws GitRepositoryException {
        Map<ModulePath, GoModuleRepository> prefixes = new LinkedHashMap<>();
        for (String mount : mounts) {
            int equals = mount.indexOf('=');
            ModulePath prefix = ModulePath.parse(mount.substring(0, equals));
            prefixes.put(prefix, GitModules.open(Path.of(mount.substring(equals + 1)), prefix));
        }
        return PrefixRepository.of(prefixes);
    }

    private static Tomcat start(GoModuleProxy proxy, int port, Path directory) throws LifecycleException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("acceptCount", "1024");
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
