package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;

/**
 * The name of a version in a store: that of the module's project, and of the version in it.
 *
 * @param project the {@linkplain io.github.goproxy4j.repository.GoProject#key() key} of the project
 * @param id the module and version
 */
public record StoredVersion(String project, ModuleId id) {}
