/** Code to copy: how an application embeds goproxy4j. */
@NullMarked
package io.github.goproxy4j.embedding;

import org.jspecify.annotations.NullMarked;
