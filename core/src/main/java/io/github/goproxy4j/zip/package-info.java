/** Legal module zips: writing, checking, hashing. */
@NullMarked
package io.github.goproxy4j.zip;

import org.jspecify.annotations.NullMarked;
