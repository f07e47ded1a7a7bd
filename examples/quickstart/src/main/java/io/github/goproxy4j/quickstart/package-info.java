/** A Go module proxy to start from the command line. */
@NullMarked
package io.github.goproxy4j.quickstart;

import org.jspecify.annotations.NullMarked;
