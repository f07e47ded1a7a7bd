package io.github.goproxy4j.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Leaves out of a story whatever it can do without, as long as it still shows what it is wanted for. */
final class StoryShrinker {
    /** What the story is wanted for. */
    interface Property {
        boolean holds(Story story) throws Exception;
    }

    private final Property property;
    private Story story;
    private int left;

    private StoryShrinker(Story story, Property property, int attempts) {
        this.story = story;
        this.property = property;
        this.left = attempts;
    }

    /**
     * Makes a story smaller.
     *
     * @param story a story that has the property
     * @param attempts how often the property may be tried
     * @return a story that has the property
     */
    static Story shrink(Story story, Property property, int attempts) throws Exception {
        return new StoryShrinker(story, property, attempts).shrink();
    }

    private Story shrink() throws Exception {
        Story before;
        do {
            before = story;
            parts(s -> s.queries().size(), StoryShrinker::withoutQueries);
            attempt(s -> with(s, s.commits(), s.refs(), s.head(), Story.Storage.LOOSE, s.queries(), s.later()));
            attempt(s -> with(s, s.commits(), s.refs(), s.head(), s.storage(), s.queries(), Optional.empty()));
            parts(s -> s.refs().size(), StoryShrinker::withoutRefs);
            for (int i = story.commits().size() - 1; i >= 0; i--) {
                int place = i;
                attempt(s -> WithoutCommit.of(s, place));
            }
            for (String path : paths(story)) {
                attempt(s -> withoutPath(s, path));
            }
            for (int i = 0; i < story.commits().size(); i++) {
                int place = i;
                for (String path : List.copyOf(story.commits().get(i).tree().keySet())) {
                    attempt(s -> withoutFile(s, place, path));
                    lines(place, path);
                }
            }
        } while (!story.equals(before) && left > 0);
        return story;
    }

    /** Leaves out large parts of a list first, and then smaller ones. */
    private void parts(Function<Story, Integer> size, Part part) throws Exception {
        for (int length = Math.max(1, size.apply(story) / 2); length >= 1; length /= 2) {
            for (int from = 0; from < size.apply(story); ) {
                int start = from;
                int end = Math.min(from + length, size.apply(story));
                if (!attempt(s -> part.without(s, start, end))) {
                    from += length;
                }
            }
        }
    }

    private interface Part {
        Story without(Story story, int from, int to);
    }

    private boolean attempt(UnaryOperator<Story> change) throws Exception {
        Story smaller = change.apply(story);
        if (left <= 0 || smaller.equals(story)) {
            return false;
        }
        left--;
        boolean holds = property.holds(smaller);
        if (holds) {
            story = smaller;
        }
        return holds;
    }

    private void lines(int place, String path) throws Exception {
        for (int i = 0; ; i++) {
            Story.Entry entry = story.commits().get(place).tree().get(path);
            List<String> lines =
                    entry == null ? List.of() : List.of(entry.content().split("(?<=\n)", -1));
            if (i >= lines.size() || lines.size() == 1) {
                return;
            }
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            Story.Entry shorter = new Story.Entry(entry.mode(), String.join("", fewer));
            if (attempt(s -> inTree(s, place, tree -> tree.put(path, shorter)))) {
                i--;
            }
        }
    }

    private static List<String> paths(Story story) {
        return story.commits().stream()
                .flatMap(commit -> commit.tree().keySet().stream())
                .distinct()
                .toList();
    }

    private static Story withoutQueries(Story s, int from, int to) {
        return with(s, s.commits(), s.refs(), s.head(), s.storage(), without(s.queries(), from, to), s.later());
    }

    private static Story withoutRefs(Story s, int from, int to) {
        return with(s, s.commits(), without(s.refs(), from, to), s.head(), s.storage(), s.queries(), s.later());
    }

    private static <T> List<T> without(List<T> list, int from, int to) {
        return Stream.concat(list.subList(0, from).stream(), list.subList(to, list.size()).stream())
                .toList();
    }

    private static Story withoutPath(Story story, String path) {
        Story smaller = story;
        for (int i = 0; i < story.commits().size(); i++) {
            smaller = withoutFile(smaller, i, path);
        }
        return smaller;
    }

    private static Story withoutFile(Story story, int place, String path) {
        return inTree(story, place, tree -> tree.remove(path));
    }

    private interface TreeChange {
        Object in(SortedMap<String, Story.Entry> tree);
    }

    private static Story inTree(Story s, int place, TreeChange change) {
        List<Story.Commit> commits = new ArrayList<>(s.commits());
        Story.Commit commit = commits.get(place);
        SortedMap<String, Story.Entry> tree = new TreeMap<>(commit.tree());
        change.in(tree);
        commits.set(place, new Story.Commit(commit.parents(), commit.time(), commit.zone(), tree));
        return with(s, commits, s.refs(), s.head(), s.storage(), s.queries(), s.later());
    }

    private static Story with(
            Story story,
            List<Story.Commit> commits,
            List<Story.Ref> refs,
            String head,
            Story.Storage storage,
            List<Story.Query> queries,
            Optional<Story.Later> later) {
        return new Story(story.roots(), commits, refs, head, storage, queries, later);
    }
}
