package io.github.goproxy4j.repository;

import io.github.goproxy4j.auth.Caller;
import java.io.IOException;

/**
 * The projects of a host application, and its decision who may read them.
 *
 * <p>It is asked on every request, from many threads at once, before anything else and before any cache; nothing below it
 * asks again.
 *
 * <h2>What must not be told apart</h2>
 *
 * A project that does not exist, one that this caller may not know of, and {@link ProjectRef#UNKNOWN} get the same answer:
 * the same reason, and for {@code UNAUTHENTICATED} the same message. The server words {@code NOT_FOUND} itself. A host that
 * knows no groups, or does not serve all projects at once, treats their references in the same way.
 *
 * <h2>Groups and the whole host</h2>
 *
 * {@link ProjectRef.GroupId}, {@link ProjectRef.GroupPath} and {@link ProjectRef#INSTANCE} ask for several projects as one,
 * so that one GOPROXY serves all of them. The host composes what this caller may read, by {@link
 * PrefixRepository#of(PrefixRepository.Lookup)}:
 *
 * <pre>{@code
 * GoModuleRepository all = PrefixRepository.of(prefix -> index.projectAt(prefix) // one look into a map
 *         .filter(project -> user.mayRead(project))
 *         .map(Project::modules));
 * return new GoProject("all projects of user " + user.id(), false, all);
 * }</pre>
 *
 * <p>Two callers that may read different projects get different sets, so the {@linkplain GoProject#key() key} names the
 * caller, or the set; and such a project is not {@linkplain GoProject#anonymousMayRead() for everybody} unless it has the
 * same modules for everybody, callers with credentials included. What the caller may read is asked on each request, not
 * remembered with the set: rights change. A module's path should be that of one project: where two have it, or one has it
 * in a sub-directory of another, callers with other rights get the module from another project, with other bytes, which
 * clients report as an attack.
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
     *     not know of it: the two must not be told apart, and the message is not shown; {@code INVALID} if this caller may
     *     read the project, but no Go modules are served for it, as with GitLab's feature flag off; a host that serves none
     *     to anybody may say so before it looks at the caller; {@code GONE} if it was there, and this caller may know that
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
