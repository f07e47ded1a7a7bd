/** Names and versions of Go modules. */
@NullMarked
package io.github.goproxy4j.module;

import org.jspecify.annotations.NullMarked;
