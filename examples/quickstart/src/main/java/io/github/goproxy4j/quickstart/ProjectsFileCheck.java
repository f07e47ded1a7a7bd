package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Secret;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.repository.ProjectRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the defaults into the file of {@code --projects}, and checks what its shape alone does not say. */
final class ProjectsFileCheck {
    private final Path file;
    private final Set<Long> ids = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    ProjectsFileCheck(Path file) {
        this.file = file;
    }

    ProjectsFile check(ProjectsJson json) throws StartException {
        String host = json.host() == null ? InstanceSettings.DEFAULT_HOST : json.host();
        module(host, "host");
        List<Project> projects = new ArrayList<>();
        for (ProjectsJson.Project project : orEmpty(json.projects())) {
            projects.add(project(project, json, host, "projects[" + projects.size() + "]"));
        }
        List<Token> tokens = new ArrayList<>();
        for (ProjectsJson.Token token : orEmpty(json.tokens())) {
            Token checked = token(token, tokens.size());
            if (tokens.stream().anyMatch(other -> other.value().equals(checked.value()))) {
                throw error("tokens[" + tokens.size() + "].value", "the same as that of another token");
            }
            tokens.add(checked);
        }
        return new ProjectsFile(settings(json, host), List.copyOf(projects), List.copyOf(tokens));
    }

    private InstanceSettings settings(ProjectsJson json, String host) throws StartException {
        return new InstanceSettings(
                host,
                url(json.url() == null ? "https://" + host : json.url()),
                isOn(json.goProxy(), true),
                isOn(json.packages(), true),
                isOn(json.hideUnauthorized(), false),
                isOn(json.queryTokens(), false));
    }

    private URI url(String text) throws StartException {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean isPlain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (isHttp && isPlain && url.getHost() != null) {
                return new URI(text.replaceFirst("/+$", ""));
            }
        } catch (URISyntaxException e) {
            throw new StartException(file + ": url: '" + text + "' is not a URL: " + e.getReason(), e);
        }
        throw error("url", "'" + text + "' is not an http or https URL of a host and perhaps a path");
    }

    private Project project(ProjectsJson.@Nullable Project json, ProjectsJson all, String host, String place)
            throws StartException {
        if (json == null) {
            throw error(place, "null is not a project");
        }
        long id = id(json.id(), place + ".id");
        String path = required(json.path(), place + ".path");
        if (!(ProjectRef.parse(path).orElse(null) instanceof ProjectRef.FullPath)) {
            throw error(place + ".path", "'" + path + "' is not a project path");
        }
        if (!paths.add(path)) {
            throw error(place + ".path", "'" + path + "' is the path of another project");
        }
        return new Project(
                id,
                path,
                repository(required(json.repository(), place + ".repository"), place + ".repository"),
                module(json.module() == null ? host + "/" + path : json.module(), place + ".module"),
                json.visibility() == null ? Visibility.PRIVATE : json.visibility(),
                isOn(json.goProxy(), true),
                isOn(json.packages(), true),
                isOn(json.gitlabVersions(), isOn(all.gitlabVersions(), false)));
    }

    private long id(@Nullable Long id, String place) throws StartException {
        if (id == null) {
            throw error(place, "is required");
        }
        if (id < 1) {
            throw error(place, id + " is not a positive number");
        }
        if (!ids.add(id)) {
            throw error(place, id + " is the id of another project");
        }
        return id;
    }

    private Path repository(String text, String place) throws StartException {
        try {
            Path repository = file.toAbsolutePath().resolveSibling(text).normalize();
            if (Files.isDirectory(repository)) {
                return repository;
            }
        } catch (InvalidPathException e) {
            throw new StartException(file + ": " + place + ": '" + text + "' is not a file name", e);
        }
        throw error(place, "no such directory: '" + text + "'");
    }

    private ModulePath module(String text, String place) throws StartException {
        try {
            return ModulePath.parse(text);
        } catch (ModuleSyntaxException e) {
            throw new StartException(
                    file + ": " + place + ": '" + text + "' is not a module path: " + e.getMessage(), e);
        }
    }

    private Token token(ProjectsJson.@Nullable Token json, int number) throws StartException {
        String place = "tokens[" + number + "]";
        if (json == null) {
            throw error(place, "null is not a token");
        }
        Secret value = json.value();
        if (value == null) {
            throw error(place + ".value", "is required");
        }
        if (value.equals(Secret.of(""))) {
            throw error(place + ".value", "must not be empty");
        }
        Map<String, AccessLevel> access = json.access() == null ? Map.of() : json.access();
        for (Map.Entry<String, AccessLevel> entry : access.entrySet()) {
            if (!paths.contains(entry.getKey())) {
                throw error(place + ".access", "no project '" + entry.getKey() + "' in this file");
            }
            if (entry.getValue() == null) {
                throw error(place + ".access." + entry.getKey(), "must be read or guest");
            }
        }
        for (String scope : orEmpty(json.scopes())) {
            required(scope, place + ".scopes");
        }
        TokenKind kind = json.kind() == null ? TokenKind.PERSONAL : json.kind();
        return new Token(
                number,
                value,
                kind,
                json.user() == null ? "" : json.user(),
                json.scopes() == null ? kind.readingScopes() : Set.copyOf(json.scopes()),
                isOn(json.expired(), false),
                Map.copyOf(access));
    }

    private String required(@Nullable String text, String place) throws StartException {
        if (text == null) {
            throw error(place, "is required");
        }
        if (text.isEmpty()) {
            throw error(place, "must not be empty");
        }
        return text;
    }

    private StartException error(String place, String reason) {
        return new StartException(file + ": " + place + ": " + reason);
    }

    private static boolean isOn(@Nullable Boolean value, boolean otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
