/**
 * A repository over the file layout of GOPROXY: a directory of finished files, such as a filled module cache.
 *
 * <p>What was published is served as it is. This package judges nothing but whether a file can be read as its kind at
 * all; what Go's rules think of it is logged once and left to the client.
 */
@NullMarked
package io.github.goproxy4j.directory;

import org.jspecify.annotations.NullMarked;
