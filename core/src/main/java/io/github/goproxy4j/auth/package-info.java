/** Who asks, and with which credentials. */
@NullMarked
package io.github.goproxy4j.auth;

import org.jspecify.annotations.NullMarked;
