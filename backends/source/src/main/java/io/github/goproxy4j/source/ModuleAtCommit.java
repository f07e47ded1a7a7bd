package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;

/** A module at a commit: whether it is there never changes. */
record ModuleAtCommit(ObjectId commit, ModulePath module) {}
