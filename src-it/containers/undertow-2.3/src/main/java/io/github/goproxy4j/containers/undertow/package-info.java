/** Undertow. */
@NullMarked
package io.github.goproxy4j.containers.undertow;

import org.jspecify.annotations.NullMarked;
