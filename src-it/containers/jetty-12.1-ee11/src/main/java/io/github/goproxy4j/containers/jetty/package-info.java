/** Jetty, EE 11. */
@NullMarked
package io.github.goproxy4j.containers.jetty;

import org.jspecify.annotations.NullMarked;
