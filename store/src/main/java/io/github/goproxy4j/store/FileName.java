package io.github.goproxy4j.store;

/** One file of one version. */
record FileName(StoredVersion version, StoredFile file) {}
