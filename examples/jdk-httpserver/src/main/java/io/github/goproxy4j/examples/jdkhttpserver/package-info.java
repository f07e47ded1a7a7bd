/** Code to copy: Go modules in the HTTP server of the JDK. */
@NullMarked
package io.github.goproxy4j.examples.jdkhttpserver;

import org.jspecify.annotations.NullMarked;
