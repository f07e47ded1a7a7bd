package io.github.goproxy4j.embedding;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Projects that everybody may read, and projects for the holders of tokens. */
public final class TokenProjects implements GoProjects {
    /** Whom a token stands for: the projects of which it may know, and of these the ones whose modules it may read. */
    public record User(Set<String> known, Set<String> readable) {}

    private final Map<String, GoModuleRepository> modules;
    private final Set<String> open;
    private final Map<Secret, User> users;

    /** Creates the projects from the modules of each by its path, the paths of the open ones, and the users by token. */
    public TokenProjects(Map<String, GoModuleRepository> modules, Set<String> open, Map<Secret, User> users) {
        this.modules = modules;
        this.open = open;
        this.users = users;
    }

    @Override
    public GoProject open(ProjectRef project, Caller caller) throws ModuleAccessException {
        String path = project instanceof ProjectRef.FullPath full ? full.path() : "";
        GoModuleRepository repository = modules.get(path);
        if (repository != null && open.contains(path)) {
            return new GoProject(path, true, repository);
        }
        User user = user(caller.credentials());
        if (repository == null || !user.known().contains(path)) {
            throw ModuleAccessException.notFound("no such project"); // the same answer for both
        }
        if (!user.readable().contains(path)) {
            throw new ModuleAccessException(Reason.FORBIDDEN, "this user may not read the project's modules");
        }
        return new GoProject(path, false, repository);
    }

    private User user(Credentials credentials) throws ModuleAccessException {
        Optional<Secret> token = Optional.empty();
        if (credentials instanceof Credentials.PrivateToken sent) { // curl -H "PRIVATE-TOKEN: ..."
            token = Optional.of(sent.token());
        } else if (credentials instanceof Credentials.Basic login) { // go, from ~/.netrc
            token = Optional.of(login.password());
        }
        return token.map(users::get)
                .orElseThrow(() -> new ModuleAccessException(Reason.UNAUTHENTICATED, "needs a token, in ~/.netrc"));
    }
}
