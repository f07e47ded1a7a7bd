/**
 * Git repositories on disk, read with JGit.
 *
 * <p>A {@link io.github.goproxy4j.git.GitSourceRepository} shows a repository to Go's rules, which are in {@code
 * io.github.goproxy4j.source} and know no git. What belongs to git alone is here: refs and what they lead to, trees, and the
 * conversions of {@code .gitattributes} that the {@code go} command gets from {@code git archive} and hashes.
 */
@NullMarked
package io.github.goproxy4j.git;

import org.jspecify.annotations.NullMarked;
