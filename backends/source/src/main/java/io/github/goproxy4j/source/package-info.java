/** Go's rules from a tree with versions to modules. */
@NullMarked
package io.github.goproxy4j.source;

import org.jspecify.annotations.NullMarked;
