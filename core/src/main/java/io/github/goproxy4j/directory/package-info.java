/** A repository over the file layout of GOPROXY. */
@NullMarked
package io.github.goproxy4j.directory;

import org.jspecify.annotations.NullMarked;
