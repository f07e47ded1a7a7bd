package io.github.goproxy4j.embedding;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.servlet.GoImportFilter;
import io.github.goproxy4j.servlet.GoProxyServlet;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/** Lets clients find modules by their import paths, without a GOPROXY. */
public final class GoGetExample {
    private GoGetExample() {}

    /** Mounts both doors in a context: the modules below {@code /api/v4}, and the pages that lead there everywhere. */
    public static void mount(ServletContextHandler context, GoProjects projects) {
        GoImports imports = (project, caller) -> {
            projects.open(project, caller); // who may read the modules may know where they are
            URI proxy = URI.create(
                    "https://git.example.com/api/v4/projects/" + project.path().replace("/", "%2F") + "/packages/go");
            return new GoImport("git.example.com/" + project.path(), proxy, Optional.empty());
        };
        FilterHolder pages = new FilterHolder(new GoImportFilter(GoImportPages.of(imports)));
        context.addFilter(pages, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new GoProxyServlet(GoModuleProxy.of(projects)), "/api/v4/*");
    }
}
