package io.github.goproxy4j.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The refs of a random story, and what becomes of them later. */
final class RandomRefs {
    static final List<String> RELEASES = List.of(
            "v0.0.0",
            "v0.1.0",
            "v1.0.0",
            "v1.0.1",
            "v1.1.0",
            "v1.2.3",
            "v1.2.3-rc.1",
            "v1.2.4-0.pre",
            "v1.10.0",
            "v1.0.0-BETA",
            "v0.0.0-0");
    static final List<String> HIGH = List.of(
            "v2.0.0", "v2.1.0", "v2.0.0-rc.1", "v2.10.0", "v3.0.0", "v3.1.2", "v10.0.0", "v2.0.1-pre.0.x", "v9.9.9");
    static final List<String> ODD = List.of(
            "v1",
            "v1.2",
            "v2",
            "1.0.0",
            "v01.0.0",
            "v1.0.0+meta",
            "v1.0.0+meta.2",
            "v1.1.0+incompatible",
            "v2.0.0+incompatible",
            "v3.1.2+meta",
            "v1.0.1-0.20200101000000-abcdefabcdef",
            "v0.0.0-20200101000000-abcdefabcdef",
            "v0.0.0-20200101000000-abcdefabcdef+meta",
            "v1.2.3-pre.01",
            "v1.2.3-",
            "v1.2.3+",
            "v18446744073709551616.0.0",
            "v1.18446744073709551616.0",
            "v0.0.0-00000000000000-000000000000",
            "release",
            "HEAD",
            "main",
            "dev",
            "abcdef12",
            "v1.2.3.4",
            "V1.5.0",
            "latest",
            "tag,comma",
            "-dash",
            "a@b",
            "\u00e4",
            "v1.3.0-\u00e4",
            "x(y)",
            "refs/heads/main",
            "tags/v1.4.0");
    private static final List<String> PREFIXES =
            List.of("sub/", "sub/", "sub/", "a/b/", "v2/", "Sub/", "sub/v2/", "v2/sub/", "x/", "sub/sub/");

    private final Dice dice;
    private final int commits;
    private final Map<String, Story.Ref> refs = new LinkedHashMap<>();

    RandomRefs(Dice dice, int commits) {
        this.dice = dice;
        this.commits = commits;
    }

    List<Story.Ref> all() {
        return List.copyOf(refs.values());
    }

    RandomRefs make() {
        boolean keepsAll = !dice.shows(StoryFeature.UNREFERENCED_COMMIT, 1);
        branch("main", commits - 1);
        for (int i = 0; i < commits; i++) {
            tags(i);
            if (keepsAll && dice.chance(3)) {
                branch(
                        dice.any(List.of("dev", "release", "feature", "master", "next", "team/x", "v1-branch", "b.c")),
                        i);
            }
        }
        namesThatMeanMore();
        if (dice.shows(StoryFeature.PULL_REQUEST, 1)) {
            ref("refs/pull/1/head", place(), 0);
        }
        if (dice.shows(StoryFeature.OTHER_NAMESPACE, 1)) {
            String name = dice.any(List.of(
                    "refs/notes/commits", "refs/remotes/origin/main", "refs/v1.0.0", "refs/changes/1/1", "refs/stash"));
            ref(name, place(), 0);
        }
        if (dice.shows(StoryFeature.SYMBOLIC_BRANCH, 1)) {
            String name =
                    dice.any(List.of("refs/heads/alias", "refs/tags/v1.6.0", "refs/heads/loop", "refs/tags/alias"));
            ref(name, "ref:" + (name.endsWith("loop") ? name : "refs/heads/main"), 0);
        }
        return this;
    }

    private void namesThatMeanMore() {
        if (dice.shows(StoryFeature.BRANCH_LIKE_VERSION, 1)) {
            branch(dice.any(List.of("v1.5.0", "v1.0.0", "v2", "v2.0.0+incompatible", "v9.0.0", "sub/v1.1.0")), some());
        }
        if (dice.shows(StoryFeature.BRANCH_LIKE_ID, 1)) {
            // Not 12 digits: if a branch has such a name, go refuses the very pseudo-version that it has just answered
            // with,
            // while here what has been answered stays (docs/adr/0006).
            branch(
                    dice.any(List.of(
                            "abcdef1", "{" + some() + ":7}", "{" + some() + ":11}", "{" + some() + ":40}", "deadbeef")),
                    some());
        }
        if (dice.shows(StoryFeature.BRANCH_LIKE_TAG, 1)) {
            List<String> tags = refs.keySet().stream()
                    .filter(name -> name.startsWith("refs/tags/"))
                    .toList();
            if (!tags.isEmpty()) {
                branch(dice.any(tags).replaceFirst("refs/tags/", ""), some());
            }
        }
        if (dice.shows(StoryFeature.BRANCH_NAMED_HEAD, 1)) {
            ref(dice.any(List.of("refs/heads/HEAD", "refs/tags/HEAD", "refs/heads/latest")), place(), 0);
        }
    }

    private void branch(String name, int place) {
        ref("refs/heads/" + name, String.valueOf(place), 0);
    }

    private int some() {
        return dice.below(commits);
    }

    private String place() {
        return String.valueOf(some());
    }

    private void tags(int place) {
        for (int i = 0; i < 3 && !dice.chance(3); i++) {
            String name = dice.any(RELEASES);
            if (dice.shows(StoryFeature.HIGH_MAJOR_TAG, 2)) {
                name = dice.any(HIGH);
            }
            if (dice.shows(StoryFeature.ODD_TAG, 3)) {
                name = dice.any(ODD);
            }
            if (dice.shows(StoryFeature.PREFIXED_TAG, 2)) {
                name = dice.any(PREFIXES) + name;
            }
            ref("refs/tags/" + name, target(place), tagObjects());
        }
    }

    private int tagObjects() {
        if (!dice.shows(StoryFeature.ANNOTATED_TAG, 2)) {
            return 0;
        }
        return dice.shows(StoryFeature.NESTED_TAG, 2) ? 2 + dice.below(2) : 1;
    }

    private String target(int place) {
        if (dice.shows(StoryFeature.TAG_ON_TREE, 8)) {
            return "tree:" + place;
        }
        return dice.shows(StoryFeature.TAG_ON_BLOB, 8) ? "blob:" + place : String.valueOf(place);
    }

    /** Keeps the first ref of a name, and those only that can be files beside the others. */
    private void ref(String name, String target, int tags) {
        boolean clash =
                refs.keySet().stream().anyMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
        if (!clash) {
            refs.putIfAbsent(name, new Story.Ref(name, target, tags));
        }
    }

    String head() {
        if (dice.shows(StoryFeature.DETACHED_HEAD, 1)) {
            return "{" + some() + "}";
        }
        if (dice.shows(StoryFeature.UNBORN_HEAD, 2)) {
            return "ref: refs/heads/nothing";
        }
        List<String> branches = refs.keySet().stream()
                .filter(name -> name.startsWith("refs/heads/") && !name.contains("{"))
                .toList();
        return "ref: " + (dice.chance(4) ? dice.any(branches) : "refs/heads/main");
    }

    /** The refs after some of them have moved to another commit or are gone. */
    Story.Later later() {
        List<Story.Ref> moved = new ArrayList<>();
        for (Story.Ref ref : refs.values()) {
            boolean tag = ref.name().startsWith("refs/tags/");
            if (dice.chance(4)) {
                dice.note(StoryFeature.DELETED_TAG, tag);
            } else if (dice.chance(3)) {
                dice.note(StoryFeature.MOVED_TAG, tag);
                moved.add(new Story.Ref(ref.name(), place(), tag ? dice.below(2) : 0));
            } else {
                moved.add(ref);
            }
        }
        return new Story.Later(moved, dice.note(StoryFeature.PRUNED, dice.chance(3)));
    }
}
