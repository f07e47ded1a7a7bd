/** Whole servers under load, next to nginx and git in one run: how fast, at what cost, and by whose measure. */
@NullMarked
package io.github.goproxy4j.benchmarks.macro;

import org.jspecify.annotations.NullMarked;
