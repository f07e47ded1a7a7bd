/**
 * Who is asking: the caller of a request, and the credentials read from its headers and, where a host says so, its query.
 *
 * <p>Nothing here decides what a caller may do; that is the host's {@code GoProjects}. A {@link
 * io.github.goproxy4j.auth.Secret} never shows its text by accident.
 */
@NullMarked
package io.github.goproxy4j.auth;

import org.jspecify.annotations.NullMarked;
