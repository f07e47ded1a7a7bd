/** Git repositories on disk, read with JGit. */
@NullMarked
package io.github.goproxy4j.git;

import org.jspecify.annotations.NullMarked;
