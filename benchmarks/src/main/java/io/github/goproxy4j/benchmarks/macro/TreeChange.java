package io.github.goproxy4j.benchmarks.macro;

/**
 * A file that a commit adds or changes.
 *
 * @param path where it is in the tree
 * @param blob the mark of its content
 */
record TreeChange(String path, int blob) {}
