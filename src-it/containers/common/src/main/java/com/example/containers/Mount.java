package com.example.containers;

import io.github.goproxy4j.GoModuleProxy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mounts the servlet, and what surrounds it, by the means that all servlet containers have. */
public final class Mount implements ServletContainerInitializer {
    private final Setup setup;
    private final GoModuleProxy proxy;

    /** Creates the initializer of an application. */
    public Mount(Setup setup, GoModuleProxy proxy) {
        this.setup = setup;
        this.proxy = proxy;
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet("go", new ReachedServlet(proxy));
        servlet.addMapping(setup.patterns().toArray(String[]::new));
        servlet.setAsyncSupported(setup.isAsynchronous());
        servlet.setLoadOnStartup(1); // The log says what is mounted where before anybody has asked.
        if (setup.isSurrounded()) {
            context.addServlet("error-page", new ErrorPageServlet()).addMapping(Setup.ERROR_PAGE);
            FilterRegistration.Dynamic filter = context.addFilter("wrapping", new WrappingFilter());
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }
}
