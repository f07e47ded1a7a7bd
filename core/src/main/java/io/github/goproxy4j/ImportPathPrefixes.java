package io.github.goproxy4j;

import io.github.goproxy4j.module.PathRules;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which projects a path below a host may lie in, the longest first. */
final class ImportPathPrefixes {
    /** As GitLab has it: a project, the twenty groups above it, and one more. */
    static final int MAX_SEGMENTS = 22;

    private ImportPathPrefixes() {}

    /**
     * Reads a path as it was sent. There are no projects for one that is not spelled as clients of the protocol spell it, and
     * none that could not be part of an import path.
     */
    static List<ProjectRef.FullPath> of(String rawPath) {
        try {
            StringBuilder path = new StringBuilder();
            List<ProjectRef.FullPath> found = new ArrayList<>();
            List<String> segments = RawPath.segments(rawPath);
            for (int i = 0; i < segments.size(); i++) {
                String segment = RawPath.decode(segments.get(i));
                if (segment.indexOf('/') >= 0) {
                    return List.of();
                }
                if (i < MAX_SEGMENTS) {
                    path.append(i == 0 ? "" : "/").append(segment);
                    add(path.toString(), found);
                }
            }
            Collections.reverse(found);
            return found;
        } catch (ModuleAccessException e) {
            return List.of();
        }
    }

    private static void add(String path, List<ProjectRef.FullPath> found) {
        if (PathRules.checkImportPath(path).isEmpty()
                && ProjectRef.parse(path).orElse(null) instanceof ProjectRef.FullPath project) {
            found.add(project);
        }
    }
}
