/** Code to copy: Go modules in embedded Tomcat. */
@NullMarked
package io.github.goproxy4j.examples.tomcat;

import org.jspecify.annotations.NullMarked;
