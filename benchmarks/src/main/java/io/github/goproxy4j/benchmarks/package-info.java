/** How long the answers that a client waits for take, on repositories of a size that few have. */
@NullMarked
package io.github.goproxy4j.benchmarks;

import org.jspecify.annotations.NullMarked;
