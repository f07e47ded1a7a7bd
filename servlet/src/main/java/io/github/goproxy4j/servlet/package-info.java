/** Mounts the door in a servlet container. */
@NullMarked
package io.github.goproxy4j.servlet;

import org.jspecify.annotations.NullMarked;
