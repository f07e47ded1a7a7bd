package com.example.containers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** What an application's own filters do: it signs in whom the field {@link #USER} names, and wraps the response as well. */
public final class WrappingFilter extends HttpFilter {
    /** The field that names the user; an application would have a session. */
    public static final String USER = "X-User";

    private static final long serialVersionUID = 1L;

    /** Creates the filter. */
    public WrappingFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String user = request.getHeader(USER);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable Principal getUserPrincipal() {
                        return user == null ? null : () -> user;
                    }
                },
                new HttpServletResponseWrapper(response) {
                    @Override
                    public void setStatus(int status) {
                        setHeader("X-Wrapped", Integer.toString(status));
                        super.setStatus(status);
                    }
                });
    }
}
