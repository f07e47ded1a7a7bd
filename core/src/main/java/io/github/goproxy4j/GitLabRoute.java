package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.List;

/**
 * A request's path cut in two: which project, and what of it.
 *
 * <p>GitLab's form is {@code [/api/v4]/projects/:id/packages/go[/...]} with the id as a number or as the full path in one
 * segment; the prefix {@code /api/v4} may be part of the mount point. Every other path asks for the project at the root.
 *
 * @param project the project
 * @param tail the rest of the path: its segments as they were sent, still percent-encoded
 */
record GitLabRoute(ProjectRef project, List<String> tail) {
    private static final List<String> API = List.of("api", "v4");
    private static final List<String> GO = List.of("packages", "go");

    static GitLabRoute of(String rawPath) throws ModuleAccessException {
        List<String> segments = RawPath.segments(rawPath);
        int at = hasAt(segments, 0, API) ? API.size() : 0;
        if (!hasAt(segments, at, List.of("projects")) || !hasAt(segments, at + 2, GO)) {
            return new GitLabRoute(ProjectRef.ROOT, segments);
        }
        ProjectRef project = ProjectRef.parse(RawPath.decode(segments.get(at + 1)))
                .orElseThrow(() -> ModuleAccessException.notFound("not a project"));
        return new GitLabRoute(project, segments.subList(at + 2 + GO.size(), segments.size()));
    }

    private static boolean hasAt(List<String> segments, int from, List<String> expected) {
        int to = from + expected.size();
        return to <= segments.size() && segments.subList(from, to).equals(expected);
    }
}
