package io.github.goproxy4j.spring;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

/**
 * Where the servlet is in the application.
 *
 * @param path the path below the context path: empty for all of the application, or with a slash in front and none behind
 */
record Mount(String path) {
    /** The name of the servlet. */
    static final String SERVLET = "goModules";

    static final String FOR_PROJECTS = "/api/v4";
    static final String FOR_REPOSITORY = "/go";

    /**
     * Creates a mount of a setting.
     *
     * @throws IllegalArgumentException if the setting is no path
     */
    static Mount of(String setting) {
        String path = setting.endsWith("/") ? setting.substring(0, setting.length() - 1) : setting;
        if (!path.isEmpty() && !path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "goproxy.path is \"" + setting + "\": it must be a path such as /go, without /* behind it");
        }
        return new Mount(path);
    }

    /** The pattern that the servlet is mapped to. */
    String pattern() {
        return path + "/*";
    }

    /** Whether the container has the servlet there. */
    boolean isIn(ServletContext application) {
        ServletRegistration servlet = application.getServletRegistration(SERVLET);
        return servlet != null && servlet.getMappings().contains(pattern());
    }
}
