/** Makes the protocol's five answers out of what a repository says. */
@NullMarked
package io.github.goproxy4j.resolve;

import org.jspecify.annotations.NullMarked;
