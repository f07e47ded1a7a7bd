/** Code to copy: Go modules in embedded Jetty. */
@NullMarked
package io.github.goproxy4j.examples.jetty;

import org.jspecify.annotations.NullMarked;
