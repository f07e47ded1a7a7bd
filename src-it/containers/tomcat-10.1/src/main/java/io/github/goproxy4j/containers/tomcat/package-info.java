/** Tomcat. */
@NullMarked
package io.github.goproxy4j.containers.tomcat;

import org.jspecify.annotations.NullMarked;
