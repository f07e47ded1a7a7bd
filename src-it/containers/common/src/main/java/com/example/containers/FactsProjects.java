package com.example.containers;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;

/**
 * The same modules in three places: at the root and in the project {@code group/lib} for everybody, and in the project
 * {@code group/private} for who has the {@link #TOKEN}, or has been signed in by the container as {@link #USER}.
 */
public final class FactsProjects implements GoProjects {
    /** The token of the private project. */
    public static final String TOKEN = "token-of-the-tests";

    /** The user of the private project. */
    public static final String USER = "dev";

    private final GoModuleRepository modules;

    /** Creates the projects. */
    public FactsProjects(GoModuleRepository modules) {
        this.modules = new BrokenZips(modules);
    }

    @Override
    public GoProject open(ProjectRef project, Caller caller) throws ModuleAccessException {
        if (project.equals(ProjectRef.ROOT) || project.equals(new ProjectRef.FullPath("group/lib"))) {
            return new GoProject("public", true, modules);
        }
        if (!project.equals(new ProjectRef.FullPath("group/private"))) {
            throw ModuleAccessException.notFound("no such project");
        }
        if (caller.principal().filter(user -> user.getName().equals(USER)).isPresent() || hasToken(caller)) {
            return new GoProject("private", false, modules);
        }
        throw new ModuleAccessException(ModuleAccessException.Reason.UNAUTHENTICATED, "the project needs a token");
    }

    /** By GitLab's field, or as the password that {@code go} sends. */
    private static boolean hasToken(Caller caller) {
        Secret token = Secret.of(TOKEN);
        return caller.credentials() instanceof Credentials.PrivateToken sent
                        && sent.token().equals(token)
                || caller.credentials() instanceof Credentials.Basic login
                        && login.password().equals(token);
    }
}
