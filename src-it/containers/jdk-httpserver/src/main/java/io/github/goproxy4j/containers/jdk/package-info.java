/** The HTTP server of the JDK. */
@NullMarked
package io.github.goproxy4j.containers.jdk;

import org.jspecify.annotations.NullMarked;
