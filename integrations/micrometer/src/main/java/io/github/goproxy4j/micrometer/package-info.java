/** Counts requests with Micrometer. */
@NullMarked
package io.github.goproxy4j.micrometer;

import org.jspecify.annotations.NullMarked;
