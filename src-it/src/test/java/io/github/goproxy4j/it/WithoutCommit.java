package io.github.goproxy4j.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Leaves one commit out of a story: its children get its parents, and what names it goes with it. */
final class WithoutCommit {
    /** A placeholder that names a commit by its place. */
    private static final Pattern PLACE = Pattern.compile("\\{((?:time:|tree:|upper:)?)([0-9]+)((?::[0-9]+)?)}");

    private final Story story;
    private final int place;

    private WithoutCommit(Story story, int place) {
        this.story = story;
        this.place = place;
    }

    static Story of(Story story, int place) {
        return new WithoutCommit(story, place).story();
    }

    private Story story() {
        List<Story.Commit> commits = new ArrayList<>();
        for (int i = 0; i < story.commits().size(); i++) {
            if (i != place) {
                Story.Commit commit = story.commits().get(i);
                commits.add(new Story.Commit(parents(commit), commit.time(), commit.zone(), commit.tree()));
            }
        }
        List<Story.Query> queries = story.queries().stream()
                .flatMap(query -> text(query.text()).map(text -> new Story.Query(query.module(), text)).stream())
                .toList();
        return new Story(
                story.roots(),
                commits,
                refs(story.refs()),
                text(story.head()).orElse("ref: refs/heads/main"),
                story.storage(),
                queries,
                story.later().map(later -> new Story.Later(refs(later.refs()), later.prune())));
    }

    private List<Integer> parents(Story.Commit commit) {
        return commit.parents().stream()
                .flatMap(parent -> parent == place ? story.commits().get(place).parents().stream() : Stream.of(parent))
                .map(this::moved)
                .distinct()
                .toList();
    }

    private int moved(int other) {
        return other > place ? other - 1 : other;
    }

    private List<Story.Ref> refs(List<Story.Ref> refs) {
        return refs.stream().flatMap(ref -> ref(ref).stream()).toList();
    }

    private Optional<Story.Ref> ref(Story.Ref ref) {
        Optional<String> name = text(ref.name());
        if (name.isEmpty() || ref.target().startsWith("ref:")) {
            return name.map(text -> new Story.Ref(text, ref.target(), ref.tags()));
        }
        int colon = ref.target().indexOf(':');
        OptionalInt target = OptionalInt.of(Integer.parseInt(ref.target().substring(colon + 1)));
        return target.getAsInt() == place
                ? Optional.empty()
                : Optional.of(new Story.Ref(
                        name.get(), ref.target().substring(0, colon + 1) + moved(target.getAsInt()), ref.tags()));
    }

    /** A text with the new places, or empty if it names the commit. */
    private Optional<String> text(String text) {
        boolean named = PLACE.matcher(text).results().anyMatch(match -> Integer.parseInt(match.group(2)) == place);
        return named
                ? Optional.empty()
                : Optional.of(PLACE.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement("{" + match.group(1)
                                + moved(Integer.parseInt(match.group(2))) + match.group(3) + "}")));
    }
}
