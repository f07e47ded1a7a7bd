/**
 * Mounts goproxy4j in a Spring Boot application, 3.5 or 4: a bean of the type {@link
 * io.github.goproxy4j.repository.GoProjects} or {@link io.github.goproxy4j.repository.GoModuleRepository} is all that it
 * takes. See {@link io.github.goproxy4j.spring.GoProxyAutoConfiguration}.
 */
@NullMarked
package io.github.goproxy4j.spring;

import org.jspecify.annotations.NullMarked;
