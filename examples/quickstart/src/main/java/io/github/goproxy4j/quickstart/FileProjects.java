package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The projects of {@code --projects}, and who may read them. The order of the checks is GitLab's: whether the server has
 * packages at all, the token, whether its holder may know of the project, whether they may read its packages, and the feature
 * flag last.
 */
final class FileProjects implements GoProjects {
    private final InstanceSettings settings;
    private final GoProject root;
    private final ProjectIndex index;
    private final Tokens tokens;

    /**
     * Creates the projects.
     *
     * @param settings what holds for all of them
     * @param modules the projects and the modules of each
     * @param tokens the tokens that may be sent
     * @param root what is served at the root, to everybody
     */
    FileProjects(
            InstanceSettings settings,
            Map<Project, GoModuleRepository> modules,
            List<Token> tokens,
            GoModuleRepository root) {
        this.settings = settings;
        this.root = new GoProject("", true, root);
        this.index = new ProjectIndex(modules);
        this.tokens = new Tokens(tokens);
    }

    @Override
    public GoProject open(ProjectRef ref, Caller caller) throws ModuleAccessException {
        if (ref instanceof ProjectRef.Root) {
            return root(caller);
        }
        if (!settings.packages()) {
            throw ModuleAccessException.invalid("this server has no packages");
        }
        Reader reader = new Reader(tokens.authenticate(caller.credentials()));
        reader.requireScope();
        if (ref instanceof ProjectRef.Instance) {
            requireFlag(settings.goProxy());
            return all("all projects", "", reader);
        }
        if (ref instanceof ProjectRef.GroupPath group) {
            if (!reader.maySeeGroup(group.path(), index.visibilityOf(group.path()))) {
                throw unseen(reader);
            }
            requireFlag(settings.goProxy());
            return all("group " + group.path(), group.path() + "/", reader);
        }
        return project(ref, reader);
    }

    /** GOAUTH=git learns at the root whether a login is right; in GitLab's paths a wrong one counts as none. */
    private GoProject root(Caller caller) throws ModuleAccessException {
        Optional<Token> token = tokens.authenticate(caller.credentials());
        if (token.isEmpty() && caller.credentials() instanceof Credentials.Basic) {
            throw new ModuleAccessException(Reason.UNAUTHENTICATED, "the login is not valid here");
        }
        return root;
    }

    private GoProject project(ProjectRef ref, Reader reader) throws ModuleAccessException {
        Optional<ProjectIndex.Entry> entry = index.find(ref).filter(found -> reader.maySee(found.project()));
        if (entry.isEmpty()) {
            throw unseen(reader);
        }
        if (!reader.mayReadModules(entry.get().project())) {
            throw new ModuleAccessException(Reason.FORBIDDEN, "the project's packages are not open to this caller");
        }
        requireFlag(settings.goProxy() && entry.get().project().goProxy());
        return entry.get().opened();
    }

    /** Projects as one: whatever of them this reader may read. */
    private GoProject all(String name, String pathPrefix, Reader reader) {
        PrefixRepository.Lookup lookup = modulePath -> index.at(modulePath)
                .filter(entry -> entry.project().path().startsWith(pathPrefix))
                .filter(entry -> entry.project().goProxy() && reader.mayReadModules(entry.project()))
                .map(entry -> entry.opened().modules())
                .findFirst();
        return new GoProject(name + " as " + reader.name(), false, PrefixRepository.of(lookup));
    }

    private ModuleAccessException unseen(Reader reader) {
        return reader.isSignedIn() || settings.hideUnauthorized()
                ? ModuleAccessException.notFound("no such project")
                : new ModuleAccessException(Reason.UNAUTHENTICATED, "no such project, or it needs a token");
    }

    private static void requireFlag(boolean isOn) throws ModuleAccessException {
        if (!isOn) {
            throw ModuleAccessException.invalid("no Go modules are served here");
        }
    }
}
