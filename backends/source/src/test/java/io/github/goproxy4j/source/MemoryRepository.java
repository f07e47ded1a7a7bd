package io.github.goproxy4j.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A repository in memory, told as a story by {@link RepositoryStory}; it writes down which contents were read. */
final class MemoryRepository implements SourceRepository {
    /** A file of a commit: its entry, and what is read of it. */
    record Content(SourceEntry.Kind kind, ObjectId id, String committed, String exported, boolean missing) {}

    /** A commit with its parents and its whole tree. */
    record Node(Commit commit, List<ObjectId> parents, TreeMap<String, Content> files) {}

    final Map<ObjectId, Node> commits = new HashMap<>();
    final Map<ObjectId, ObjectId> tagObjects = new HashMap<>();
    final Map<String, ObjectId> tags = new TreeMap<>();
    final Map<String, ObjectId> branches = new TreeMap<>();
    Optional<ObjectId> head = Optional.empty();

    /** Whether looking at the refs fails. */
    boolean unreadableRefs;

    /** The paths whose committed content was opened. */
    final List<String> opened = Collections.synchronizedList(new ArrayList<>());

    /** How many objects were looked at to find a commit. */
    final AtomicInteger commitsRead = new AtomicInteger();

    /** How often a commit was looked into for a file. */
    final AtomicInteger looked = new AtomicInteger();

    /** How many trees were opened and not closed. */
    final AtomicInteger openTrees = new AtomicInteger();

    @Override
    public SourceRefs refs() throws IOException {
        if (unreadableRefs) {
            throw new IOException("the refs cannot be read");
        }
        return new SourceRefs(tags, branches, head);
    }

    @Override
    public Optional<Commit> commit(ObjectId object) {
        commitsRead.incrementAndGet();
        ObjectId end = object;
        while (tagObjects.containsKey(end)) {
            end = tagObjects.get(end);
        }
        return Optional.ofNullable(commits.get(end)).map(Node::commit);
    }

    @Override
    public List<ObjectId> candidates(String hexPrefix) {
        List<ObjectId> found = new ArrayList<>();
        commits.keySet().stream().filter(id -> id.hex().startsWith(hexPrefix)).forEach(found::add);
        tagObjects.keySet().stream()
                .filter(id -> id.hex().startsWith(hexPrefix))
                .forEach(found::add);
        return found;
    }

    @Override
    public boolean isAncestor(ObjectId ancestor, ObjectId descendant) {
        Set<ObjectId> seen = new HashSet<>();
        Deque<ObjectId> next = new ArrayDeque<>(List.of(descendant));
        while (!next.isEmpty()) {
            ObjectId id = next.pop();
            if (id.equals(ancestor)) {
                return true;
            }
            if (seen.add(id)) {
                next.addAll(commits.get(id).parents());
            }
        }
        return false;
    }

    @Override
    public boolean isReachable(ObjectId object, Collection<ObjectId> tips) throws IOException {
        for (ObjectId tip : tips) {
            for (ObjectId id = tip; id != null; id = tagObjects.get(id)) {
                if (id.equals(object)) {
                    return true;
                }
            }
        }
        return SourceRepository.super.isReachable(object, tips);
    }

    @Override
    public Optional<SourceEntry> find(ObjectId commit, String path) {
        looked.incrementAndGet();
        return Optional.ofNullable(commits.get(commit).files().get(path)).map(file -> entry(path, file));
    }

    @Override
    public InputStream open(SourceEntry entry) throws IOException {
        opened.add(entry.path());
        return new ByteArrayInputStream(bytes(content(entry).committed()));
    }

    private Content content(SourceEntry entry) throws IOException {
        for (Node node : commits.values()) {
            Content content = node.files().get(entry.path());
            if (content != null && content.id().equals(entry.id()) && !content.missing()) {
                return content;
            }
        }
        throw new NoSuchFileException("missing object " + entry.id());
    }

    private static SourceEntry entry(String path, Content file) {
        return new SourceEntry(path, file.kind(), file.id());
    }

    @Override
    public SourceTree openTree(ObjectId commit, String directory) {
        openTrees.incrementAndGet();
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return new SourceTree() {
            @Override
            public List<SourceEntry> entries() {
                List<SourceEntry> entries = new ArrayList<>();
                commits.get(commit).files().forEach((path, file) -> {
                    if (path.startsWith(prefix)) {
                        entries.add(entry(path, file));
                    }
                });
                return entries;
            }

            @Override
            public long exportSize(SourceEntry entry) throws IOException {
                return bytes(content(entry).exported()).length;
            }

            @Override
            public InputStream export(SourceEntry entry) throws IOException {
                return new ByteArrayInputStream(bytes(content(entry).exported()));
            }

            @Override
            public void close() {
                openTrees.decrementAndGet();
            }
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
