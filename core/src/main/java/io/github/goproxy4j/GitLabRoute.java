package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request's path cut in two: which project or projects, and what of them.
 *
 * <p>GitLab's form is {@code [/api/v4]/projects/:id/packages/go[/...]} with the id as a number or as the full path in one
 * segment; the prefix {@code /api/v4} may be part of the mount point. Groups and the whole host have paths in the manner of
 * GitLab's other package APIs: {@code [/api/v4]/groups/:id/-/packages/go[/...]} and {@code [/api/v4]/packages/go[/...]}.
 * Every other path asks for the project at the root. No module that {@code go} can fetch is hidden by that: its path would
 * begin with an element that has a dot.
 *
 * <p>An id that no project can have is not refused here, where nobody is asked who the caller is: it is {@link
 * ProjectRef#UNKNOWN}, and the host answers as for any project that it does not have.
 *
 * @param project the project or projects
 * @param tail the rest of the path: its segments as they were sent, still percent-encoded
 * @param read what the rest means, if it has been read already
 */
record GitLabRoute(
        ProjectRef project, List<String> tail, @Nullable ModuleRequest read) {
    private static final List<String> API = List.of("api", "v4");
    private static final List<String> PROJECTS = List.of("projects");
    private static final List<String> GROUPS = List.of("groups");
    private static final List<String> GO = List.of("packages", "go");
    private static final List<String> GO_OF_GROUP = List.of("-", "packages", "go");

    GitLabRoute(ProjectRef project, List<String> tail) {
        this(project, tail, null);
    }

    /** A route whose path has been read before. */
    static GitLabRoute of(ProjectRef project, ModuleRequest request) {
        return new GitLabRoute(project, List.of(), request);
    }

    /** @throws ModuleAccessException if the path does not begin with a slash */
    static GitLabRoute of(String rawPath) throws ModuleAccessException {
        List<String> segments = RawPath.segments(rawPath);
        int at = hasAt(segments, 0, API) ? API.size() : 0;
        int id = at + 1;
        if (hasAt(segments, at, PROJECTS) && hasAt(segments, id + 1, GO)) {
            return new GitLabRoute(ref(segments.get(id), ProjectRef::parse), from(segments, id + 1 + GO.size()));
        }
        if (hasAt(segments, at, GROUPS) && hasAt(segments, id + 1, GO_OF_GROUP)) {
            return new GitLabRoute(
                    ref(segments.get(id), ProjectRef::parseGroup), from(segments, id + 1 + GO_OF_GROUP.size()));
        }
        if (hasAt(segments, at, GO)) {
            return new GitLabRoute(ProjectRef.INSTANCE, from(segments, at + GO.size()));
        }
        return new GitLabRoute(ProjectRef.ROOT, segments);
    }

    /**
     * Reads the rest of the path.
     *
     * @throws ModuleAccessException if there is no such path
     */
    ModuleRequest request() throws ModuleAccessException {
        if (read != null) {
            return read;
        }
        ModuleRequest request = ModuleRequest.parse(tail);
        return project.equals(ProjectRef.ROOT) ? request : request.inGitLabPath();
    }

    private static ProjectRef ref(String segment, Function<String, Optional<ProjectRef>> parse) {
        try {
            return parse.apply(RawPath.decode(segment)).orElse(ProjectRef.UNKNOWN);
        } catch (ModuleAccessException e) {
            return ProjectRef.UNKNOWN;
        }
    }

    private static boolean hasAt(List<String> segments, int from, List<String> expected) {
        if (from + expected.size() > segments.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!segments.get(from + i).equals(expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> from(List<String> segments, int start) {
        return start == segments.size() ? List.of() : segments.subList(start, segments.size());
    }
}
