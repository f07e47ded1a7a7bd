/** A Spring Boot application that serves Go modules. */
@NullMarked
package io.github.goproxy4j.springboot;

import org.jspecify.annotations.NullMarked;
