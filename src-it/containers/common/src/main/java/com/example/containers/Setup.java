package com.example.containers;

import java.util.List;

/** How a server is set up; each program starts one server for each of these. */
public enum Setup {
    /** As the documentation says: at the root, with {@code %2F} let in and asynchronous answers allowed. */
    DOCUMENTED("", "/*"),

    /** As the container comes, at an odd context path. */
    DEFAULTS("/o dd~\u00e9+(1)", "/*"),

    /** In the middle of an application: a filter that wraps, an error page, nothing asynchronous. */
    SURROUNDED("/app", "/go/* /api/v4/*");

    /** Where the application of {@link #SURROUNDED} has its error page for the status 404. */
    public static final String ERROR_PAGE = "/error-page";

    private final String contextPath;
    private final String patterns;

    Setup(String contextPath, String patterns) {
        this.contextPath = contextPath;
        this.patterns = patterns;
    }

    /** Returns the context path, decoded; empty for the root. */
    public String contextPath() {
        return contextPath;
    }

    /** Returns where the servlet is mapped to. */
    public List<String> patterns() {
        return List.of(patterns.split(" "));
    }

    /** Tells whether {@code %2F} is let in, by the line that the documentation has for the container. */
    public boolean letsSlashesIn() {
        return this != DEFAULTS;
    }

    /** Tells whether servlets and filters may answer after they have returned. */
    public boolean isAsynchronous() {
        return this != SURROUNDED;
    }

    /** Tells whether there are a filter that wraps and an error page. */
    public boolean isSurrounded() {
        return this == SURROUNDED;
    }
}
