package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The projects of {@code --projects}, and who may read them. The order of the checks is GitLab's: the token, whether its
 * holder may know of the project, whether they may read its packages, and the feature flag last.
 */
final class FileProjects implements GoProjects {
    private final GoProject root;
    private final Map<ProjectRef, Entry> projects = new HashMap<>();
    private final Tokens tokens;

    /** A project and what those get who may read it. */
    private record Entry(Project project, GoProject opened) {}

    /**
     * Creates the projects.
     *
     * @param modules the projects and the modules of each
     * @param tokens the tokens that may be sent
     * @param root what is served at the root, to everybody
     */
    FileProjects(Map<Project, GoModuleRepository> modules, List<Token> tokens, GoModuleRepository root) {
        this.root = new GoProject("", true, root);
        this.tokens = new Tokens(tokens);
        modules.forEach((project, repository) -> {
            boolean anonymousMayRead = project.visibility() == Visibility.PUBLIC;
            Entry entry = new Entry(project, new GoProject("project " + project.id(), anonymousMayRead, repository));
            projects.put(new ProjectRef.Id(project.id()), entry);
            projects.put(new ProjectRef.FullPath(project.path()), entry);
        });
    }

    @Override
    public GoProject open(ProjectRef ref, Caller caller) throws ModuleAccessException {
        Optional<Token> token = tokens.authenticate(caller.credentials());
        if (ref instanceof ProjectRef.Root) {
            // GOAUTH=git learns here whether a login is right; in GitLab's paths a wrong one counts as none.
            if (token.isEmpty() && caller.credentials() instanceof Credentials.Basic) {
                throw new ModuleAccessException(Reason.UNAUTHENTICATED, "the login is not valid here");
            }
            return root;
        }
        if (token.isPresent() && !token.get().mayReadModules()) {
            throw new ModuleAccessException(Reason.FORBIDDEN, "the scopes of the token do not allow reading modules");
        }
        Entry entry = projects.get(ref);
        if (entry == null || !maySee(entry.project(), token.orElse(null))) {
            throw token.isPresent()
                    ? noSuchProject()
                    : new ModuleAccessException(Reason.UNAUTHENTICATED, "no such project, or it needs a token");
        }
        if (!mayReadModules(entry.project(), token.orElse(null))) {
            throw new ModuleAccessException(Reason.FORBIDDEN, "the project's packages are not open to this caller");
        }
        if (!entry.project().goProxy()) {
            throw noSuchProject();
        }
        return entry.opened();
    }

    private static boolean maySee(Project project, @Nullable Token token) {
        return isOpenTo(project, token)
                || (token != null && token.accessTo(project).isPresent());
    }

    private static boolean mayReadModules(Project project, @Nullable Token token) {
        return project.packages()
                && (isOpenTo(project, token)
                        || (token != null && token.accessTo(project).equals(Optional.of(AccessLevel.READ))));
    }

    private static boolean isOpenTo(Project project, @Nullable Token token) {
        return switch (project.visibility()) {
            case PUBLIC -> true;
            case INTERNAL -> token != null && token.isUser();
            case PRIVATE -> false;
        };
    }

    private static ModuleAccessException noSuchProject() {
        return ModuleAccessException.notFound("no such project");
    }
}
