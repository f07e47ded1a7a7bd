/** What a host implements to serve modules. */
@NullMarked
package io.github.goproxy4j.repository;

import org.jspecify.annotations.NullMarked;
