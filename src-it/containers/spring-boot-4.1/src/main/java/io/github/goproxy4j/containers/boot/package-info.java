/** Spring Boot 4. */
@NullMarked
package io.github.goproxy4j.containers.boot;

import org.jspecify.annotations.NullMarked;
