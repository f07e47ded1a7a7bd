package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;

/**
 * A version of a module that Go's rules accept, and where its content is.
 *
 * @param version the version
 * @param revision the commit, and how it was named
 * @param directory the module's directory in that commit
 */
record ResolvedVersion(ModuleVersion version, Revision revision, ModuleDirectory directory) {}
