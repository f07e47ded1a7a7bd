package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leads {@code go} from the path of a project on its host to the project's GOPROXY: who may read it may know of it. */
final class FileImports implements GoImports {
    private final GoProjects projects;
    private final Map<ProjectRef.FullPath, GoImport> places = new HashMap<>();

    FileImports(ProjectsFile file, GoProjects projects) {
        this.projects = projects;
        for (Project project : file.projects()) {
            place(file.settings(), project).ifPresent(place -> places.put(ref(project), place));
        }
    }

    /** Not all project paths can be part of an import path. */
    private static Optional<GoImport> place(InstanceSettings settings, Project project) {
        try {
            return Optional.of(GoImport.ofGitLab(settings.url(), settings.host() + "/" + project.path(), project.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProjectRef.FullPath ref(Project project) {
        return new ProjectRef.FullPath(project.path());
    }

    @Override
    public GoImport find(ProjectRef.FullPath project, Caller caller) throws ModuleAccessException, IOException {
        projects.open(project, caller);
        GoImport place = places.get(project);
        if (place == null) {
            throw ModuleAccessException.notFound("the path of the project cannot be imported");
        }
        return place;
    }
}
