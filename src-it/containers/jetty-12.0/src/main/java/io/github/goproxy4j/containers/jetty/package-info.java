/** Jetty, EE 10. */
@NullMarked
package io.github.goproxy4j.containers.jetty;

import org.jspecify.annotations.NullMarked;
