package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Published versions in memory: the first wins, and nothing is seen before its journal has it. */
final class PublishedTable implements PublishedVersions {
    /** Where a version is recorded before it counts as published. */
    interface Journal {
        Journal NONE = (id, version) -> {};

        void record(ModuleId id, PublishedVersion version) throws IOException;
    }

    private static final int STRIPES = 256;

    /** What the pseudo-versions of a module were, and what its other versions were. */
    private record Versions(Map<ModuleVersion, PublishedVersion> pseudo, Map<ModuleVersion, PublishedVersion> tagged) {
        Versions() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        Map<ModuleVersion, PublishedVersion> of(ModuleVersion version) {
            return version.isPseudo() ? pseudo : tagged;
        }
    }

    private final Map<ModulePath, Versions> modules = new ConcurrentHashMap<>();
    private final PseudoVersionRoom room;
    private final Journal journal;

    /** Who publishes a version holds the lock of its hash code while the journal records it. */
    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    PublishedTable(PseudoVersionRoom room, Journal journal) {
        this.room = room;
        this.journal = journal;
    }

    @Override
    public Optional<PublishedVersion> find(ModuleId id) {
        Versions versions = modules.get(id.path());
        return versions == null
                ? Optional.empty()
                : Optional.ofNullable(versions.of(id.version()).get(id.version()));
    }

    @Override
    public Map<ModuleVersion, PublishedVersion> tagged(ModulePath module) {
        Versions versions = modules.get(module);
        return versions == null ? Map.of() : Collections.unmodifiableMap(versions.tagged());
    }

    @Override
    public PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException {
        Optional<PublishedVersion> known = find(id);
        if (known.isPresent() && known.get().completedBy(version).equals(known.get())) {
            return known.get();
        }
        ReentrantLock stripe = stripes[Math.floorMod(id.hashCode(), STRIPES)];
        stripe.lock();
        try {
            Optional<PublishedVersion> held = find(id);
            PublishedVersion now = held.map(first -> first.completedBy(version)).orElse(version);
            if (held.isPresent()) {
                if (!held.get().equals(now)) {
                    journal.record(id, now);
                    put(id, now);
                }
            } else if (room.take(id.version())) {
                publishFirst(id, now);
            }
            return now;
        } finally {
            stripe.unlock();
        }
    }

    private void publishFirst(ModuleId id, PublishedVersion version) throws IOException {
        boolean recorded = false;
        try {
            journal.record(id, version);
            recorded = true;
        } finally {
            if (!recorded) {
                room.giveBack(id.version());
            }
        }
        put(id, version);
    }

    /**
     * Takes over what the journal has from an earlier time, whether there is room for it or not.
     *
     * @return whether it agrees with what the journal had of the version before
     */
    boolean restore(ModuleId id, PublishedVersion version) {
        Optional<PublishedVersion> held = find(id);
        if (held.isPresent() && !held.get().completedBy(version).equals(version)) {
            return false;
        }
        if (held.isEmpty()) {
            room.take(id.version());
        }
        put(id, version);
        return true;
    }

    private void put(ModuleId id, PublishedVersion version) {
        modules.computeIfAbsent(id.path(), path -> new Versions())
                .of(id.version())
                .put(id.version(), version);
    }
}
