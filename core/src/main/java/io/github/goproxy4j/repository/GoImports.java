package io.github.goproxy4j.repository;

import io.github.goproxy4j.auth.Caller;
import java.io.IOException;

/**
 * Where the modules of a host application's projects are served, for a {@code go} command that knows no more than an import
 * path; and the host's decision who may know.
 *
 * <p>A host that has {@link GoProjects} makes the same decision here as there:
 *
 * <pre>{@code
 * GoImports imports = (path, caller) -> {
 *     projects.open(path, caller);
 *     return GoImport.ofGitLab(URI.create("https://gitlab.example.com"), path, idOf(path));
 * };
 * }</pre>
 *
 * <p>It is asked from many threads at once, and for one request up to 22 times: for the longest path first, until it knows
 * one.
 */
@FunctionalInterface
public interface GoImports {
    /**
     * Returns where the modules of a project are served, to a caller that may read them.
     *
     * @param project the path of what may be a project; every element of it can stand in an import path
     * @param caller who is asking
     * @return where they are
     * @throws ModuleAccessException for whatever reason if there is no such project, or the caller may not read its modules:
     *     all reasons come to the same answer, which is that of a project that does not exist
     * @throws IOException if the host cannot tell
     */
    GoImport find(ProjectRef.FullPath project, Caller caller) throws ModuleAccessException, IOException;
}
