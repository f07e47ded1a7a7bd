/** The door: takes a request of the go command and answers it, without knowing HTTP servers. */
@NullMarked
package io.github.goproxy4j;

import org.jspecify.annotations.NullMarked;
