package io.github.goproxy4j.it;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The questions of a random story. */
final class RandomQueries {
    static final int COUNT = 40;

    private static final List<String> BELOW = List.of(
            "",
            "",
            "",
            "",
            "",
            "/v2",
            "/v2",
            "/v3",
            "/sub",
            "/sub",
            "/sub/v2",
            "/a/b",
            "/Sub",
            "/none",
            "/v2/sub",
            "/sub/v3",
            "/sub/sub");
    private static final List<String> CHOICES =
            List.of("latest", "v1", "v1.2", "v2", "v0", "v3", "<v1.1.0", ">=v1.0.0", ">v1.0.0", "<=v2.0.0", ">=v2.0.0");
    private static final List<String> NAMES =
            List.of("HEAD", "main", "master", "dev", "nothing", "v1.5.0", "v9.0.0", "v1.6.0", "v1.7.0");

    private final Dice dice;
    private final List<String> roots;
    private final List<Story.Commit> commits;
    private final List<Story.Ref> refs;

    RandomQueries(Dice dice, List<String> roots, List<Story.Commit> commits, List<Story.Ref> refs) {
        this.dice = dice;
        this.roots = roots;
        this.commits = commits;
        this.refs = refs;
    }

    List<Story.Query> make() {
        Set<String> modules = new LinkedHashSet<>(roots);
        modules.add(module());
        modules.add(present());
        modules.add(present());
        Set<Story.Query> queries = new LinkedHashSet<>();
        for (String module : modules) {
            queries.add(new Story.Query(module, "latest"));
        }
        while (queries.size() < COUNT) {
            queries.add(dice.chance(2) ? ofTag() : new Story.Query(module(modules), text()));
        }
        return List.copyOf(queries);
    }

    private String module(Set<String> modules) {
        return dice.chance(8) ? module() : dice.any(dice.chance(2) ? roots : List.copyOf(modules));
    }

    private String module() {
        String root = dice.any(roots);
        return isWhole(root) ? root : root + dice.any(BELOW);
    }

    /** Nothing lies below a path of gopkg.in, and not much below any other with a major version. */
    private static boolean isWhole(String root) {
        return root.startsWith("gopkg.in/") || root.endsWith("/v2");
    }

    /** A module that some commit has. */
    private String present() {
        String root = dice.any(roots);
        List<String> files = dice.any(commits).tree().keySet().stream()
                .filter(path -> path.endsWith("/go.mod"))
                .toList();
        if (isWhole(root) || files.isEmpty()) {
            return root;
        }
        String directory = dice.any(files).replaceFirst("/go.mod$", "");
        return root + "/" + directory + (directory.matches("(.*/)?v[0-9]") || !dice.chance(4) ? "" : "/v2");
    }

    /** A tag, or something like it, for the module whose prefix it has. */
    private Story.Query ofTag() {
        List<String> tags = refs.stream()
                .map(Story.Ref::name)
                .filter(name -> name.matches("refs/tags/(.*/)?v[0-9][!-.0-~]*"))
                .map(name -> name.replaceFirst("refs/tags/", ""))
                .toList();
        if (tags.isEmpty()) {
            return new Story.Query(dice.any(roots), text());
        }
        String tag = dice.any(tags);
        String end = tag.replaceFirst(".*/", "");
        String version = legal(end);
        String directory = tag.substring(0, tag.length() - end.length()).replaceFirst("/$", "");
        String major = version.replaceFirst("^(v[0-9]*).*", "$1");
        boolean second = !major.matches("v[01]?") && dice.chance(2);
        String root = dice.any(roots);
        if (isWhole(root)) {
            return new Story.Query(root, dice.chance(2) ? version : after(version));
        }
        String module = Stream.of(root, directory, second ? major : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        String suffix = !second && !major.matches("v[01]?") && dice.chance(2) ? "+incompatible" : "";
        return new Story.Query(module, (dice.chance(2) ? version : after(version)) + suffix);
    }

    /** A pseudo-version after a version, which need not be right. */
    private String after(String version) {
        int place = place();
        String end = "{time:" + place + "}-{" + place + ":12}";
        if (!version.matches("v[0-9]+\\.[0-9]+\\.[0-9]{1,9}")) {
            return version.replaceFirst("\\+.*", "") + ".0." + end;
        }
        int dot = version.lastIndexOf('.');
        return version.substring(0, dot + 1) + (Integer.parseInt(version.substring(dot + 1)) + 1) + "-0." + end;
    }

    private String text() {
        return switch (dice.below(14)) {
            case 0, 1 -> refName();
            case 2, 3 -> branchName();
            case 4 -> dice.any(dice.chance(2) ? RandomRefs.HIGH : RandomRefs.RELEASES);
            case 5 -> dice.any(RandomRefs.HIGH) + "+incompatible";
            case 6 -> dice.any(NAMES);
            case 7 -> dice.any(CHOICES);
            case 8 -> "{" + place() + (dice.chance(2) ? "}" : ":12}");
            case 9 -> "{" + place() + ":" + (5 + dice.below(dice.chance(2) ? 36 : 6)) + "}";
            case 10 -> dice.chance(3) ? "{upper:" + place() + ":" + dice.any(List.of(40, 12)) + "}" : object();
            case 11, 12 -> pseudo(place());
            default -> dice.chance(3) ? pseudo(place()) + "+incompatible" : odd();
        };
    }

    private int place() {
        return dice.below(commits.size());
    }

    private String branchName() {
        List<Story.Ref> branches = refs.stream()
                .filter(ref -> ref.name().startsWith("refs/heads/"))
                .toList();
        return legal(dice.any(branches).name().replaceFirst(".*/", ""));
    }

    /** The end of a ref's name: a query has no slash. */
    private String refName() {
        return legal(dice.any(refs).name().replaceFirst(".*/", ""));
    }

    private String odd() {
        return legal(dice.any(RandomRefs.ODD));
    }

    /** What the client refuses itself says nothing; and a command line cannot have every character in every locale. */
    private static String legal(String name) {
        return name.matches("(?!-|none$|upgrade$|patch$)[!-.0-~]+") ? name : "v1.0.0";
    }

    private String object() {
        String ref = dice.any(refs).name();
        return dice.chance(3) || ref.contains("{")
                ? "{tree:" + place() + ":40}"
                : "{ref:" + ref + ":" + dice.any(List.of(40, 40, 12, 8, 7)) + "}";
    }

    private String pseudo(int place) {
        List<String> bases = List.of(
                "v0.0.0-",
                "v0.0.0-",
                "v0.0.0-",
                "v1.0.0-",
                "v2.0.0-",
                "v2.0.0-",
                "v3.0.0-",
                "v0.0.1-0.",
                "v0.1.1-0.",
                "v1.0.1-0.",
                "v1.0.2-0.",
                "v1.1.1-0.",
                "v1.2.4-0.",
                "v1.2.3-rc.1.0.",
                "v1.2.4-0.pre.0.",
                "v1.0.0-BETA.0.",
                "v2.0.1-0.",
                "v2.1.1-0.",
                "v3.1.3-0.",
                "v1.10.1-0.",
                "v1.0.0-0.");
        String time = dice.chance(8)
                ? dice.any(List.of("20010101000000", "20011301000000", "00000000000000", "{time:" + place() + "}"))
                : "{time:" + place + "}";
        String id = "{" + (dice.chance(12) ? place() : place) + ":"
                + (dice.chance(8) ? dice.any(List.of(7, 11, 13, 40)) : 12) + "}";
        if (dice.chance(25)) {
            id = "{upper:" + place + ":12}";
        }
        String name = Stream.of(dice.any(bases), time, "-", id).collect(Collectors.joining());
        return dice.chance(25) ? name + "+meta" : name;
    }
}
