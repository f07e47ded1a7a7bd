/**
 * Keeps what a {@link io.github.goproxy4j.repository.GoModuleRepository} answers: in memory what is small, on a disk what is
 * to outlast the process.
 */
@NullMarked
package io.github.goproxy4j.store;

import org.jspecify.annotations.NullMarked;
