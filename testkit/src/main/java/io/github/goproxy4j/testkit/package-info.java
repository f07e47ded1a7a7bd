/** The contract of the interfaces that a host implements, as tests to extend. */
@NullMarked
package io.github.goproxy4j.testkit;

import org.jspecify.annotations.NullMarked;
