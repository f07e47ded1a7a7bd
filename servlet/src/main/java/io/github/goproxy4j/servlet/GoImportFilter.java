package io.github.goproxy4j.servlet;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.ModuleResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mounts {@link GoImportPages} in a servlet container, mapped to {@code /*}: it answers requests with {@code go-get=1} in the
 * query, wherever they go, and leaves all others alone.
 *
 * <p>The paths of projects begin at the context path. An application that creates its filters itself passes the pages to
 * {@link #GoImportFilter(GoImportPages)}; in a WAR, a subclass with {@code @WebFilter("/*")} overrides {@link #pages()}. A
 * filter that sends users to a login form goes behind this one: {@code go} has none, and would take the form for the page.
 *
 * <p>Thread-safe.
 */
public class GoImportFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable GoImportPages pages;

    /** Creates a filter whose subclass overrides {@link #pages()}. */
    protected GoImportFilter() {
        this.pages = null;
    }

    /**
     * Creates a filter.
     *
     * @param pages the door
     */
    public GoImportFilter(GoImportPages pages) {
        this.pages = pages;
    }

    /**
     * Returns the door; asked on every request that may be for it.
     *
     * @return the one that was passed to the constructor
     * @throws IllegalStateException if none was, and a subclass does not override this method
     */
    protected GoImportPages pages() {
        if (pages == null) {
            throw new IllegalStateException("GoImportFilter has no GoImportPages: override pages()");
        }
        return pages;
    }

    /** Answers a request as a client has sent it; one that was dispatched by the application goes on. */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = request.getQueryString();
        Optional<ModuleResponse> answered =
                query != null && query.contains("go-get=1") && request.getDispatcherType() == DispatcherType.REQUEST
                        ? pages().handle(ServletRequests.of(request, false), ServletRequests.mountPoint(request, ""))
                        : Optional.empty();
        if (answered.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (ModuleResponse answer = answered.get()) {
            ServletRequests.send(answer, request, response);
        }
    }
}
