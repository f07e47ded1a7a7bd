/** What the programs for the single containers share: what is served, and what surrounds it. */
@NullMarked
package io.github.goproxy4j.containers;

import org.jspecify.annotations.NullMarked;
