package io.github.goproxy4j.repository;

import io.github.goproxy4j.auth.Caller;
import java.io.IOException;

/**
 * The projects of a host application, and its decision who may read them.
 *
 * <p>It is asked on every request, from many threads at once, before anything else and before any cache; nothing below it
 * asks again.
 */
@FunctionalInterface
public interface GoProjects {
    /**
     * Returns a project for a caller that may read it.
     *
     * @param project how the request names it
     * @param caller who is asking
     * @return the project
     * @throws ModuleAccessException {@code UNAUTHENTICATED} if credentials are needed or wrong; {@code FORBIDDEN} if the
     *     caller may see the project, but not its modules; {@code NOT_FOUND} if there is no such project, or the caller may
     *     not know of it: the two must not be told apart
     * @throws IOException if the host cannot tell
     */
    GoProject open(ProjectRef project, Caller caller) throws ModuleAccessException, IOException;

    /**
     * Returns the projects of a host that has only one, at the root, which everybody may read.
     *
     * @param modules its modules
     * @return projects of which only {@link ProjectRef#ROOT} exists
     */
    static GoProjects ofPublicRoot(GoModuleRepository modules) {
        GoProject root = new GoProject("", true, modules);
        return (project, caller) -> {
            if (project instanceof ProjectRef.Root) {
                return root;
            }
            throw ModuleAccessException.notFound("no such project");
        };
    }
}
