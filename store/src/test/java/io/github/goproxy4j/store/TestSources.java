package io.github.goproxy4j.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A repository behind a store that has everything but what it is told that it has lost. */
final class TestSources implements ModuleStore.Sources {
    final Set<StoredVersion> lost = ConcurrentHashMap.newKeySet();
    final Set<StoredVersion> unknown = ConcurrentHashMap.newKeySet();
    final List<StoredVersion> rebuilt = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Optional<Boolean> has(StoredVersion version) {
        return unknown.contains(version) ? Optional.empty() : Optional.of(!lost.contains(version));
    }

    @Override
    public void rebuild(StoredVersion version) {
        rebuilt.add(version);
    }
}
