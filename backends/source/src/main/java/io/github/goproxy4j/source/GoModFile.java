package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ModuleHash;
import java.util.Optional;

/**
 * A go.mod file of a commit.
 *
 * @param entry where it is
 * @param declaredPath the text of its module line, which need not be a legal module path, or empty if it has none
 * @param hash the hash of its bytes
 */
record GoModFile(SourceEntry entry, Optional<String> declaredPath, ModuleHash hash) {}
