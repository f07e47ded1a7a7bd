package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two commits whose ids begin with the same seven digits, so that those digits name neither. */
final class TwinCommits {
    private static final int DIGITS = 7;

    private TwinCommits() {}

    /**
     * Finds two that differ from a commit in their time only.
     *
     * @param before all commits that it may have as ancestors
     */
    static List<Story.Commit> of(List<Story.Commit> before, Story.Commit commit) {
        try {
            StoryObjects objects = new StoryObjects((id, header, content) -> {});
            for (Story.Commit earlier : before) {
                objects.add(earlier);
            }
            String tree = objects.tree(commit.tree());
            Map<String, Story.Commit> seen = new HashMap<>();
            for (long time = commit.time() + 1; ; time++) {
                Story.Commit next = new Story.Commit(commit.parents(), time, commit.zone(), commit.tree());
                Story.Commit twin = seen.put(objects.commit(next, tree).substring(0, DIGITS), next);
                if (twin != null) {
                    return new ArrayList<>(List.of(twin, next));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
