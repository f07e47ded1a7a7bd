package io.github.goproxy4j.source;

import java.util.Optional;

/**
 * The directory of a commit that is the module.
 *
 * @param path from the root of the repository, empty for the root
 * @param goMod its go.mod file, or empty if there is none and Go makes one up
 */
record ModuleDirectory(String path, Optional<GoModFile> goMod) {}
