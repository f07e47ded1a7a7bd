package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds projects by what requests name them by, each way by one look into a table. */
final class ProjectIndex {
    private final Map<ProjectRef, Entry> byRef = new HashMap<>();
    private final Map<String, List<Entry>> byModulePath = new HashMap<>();
    private final Map<String, Visibility> visibilityByGroup = new HashMap<>();

    /** A project, and what those get who may read it. */
    record Entry(Project project, GoProject opened) {}

    ProjectIndex(Map<Project, GoModuleRepository> modules) {
        modules.forEach((project, repository) -> {
            boolean anonymousMayRead = project.visibility() == Visibility.PUBLIC;
            Entry entry = new Entry(project, new GoProject("project " + project.id(), anonymousMayRead, repository));
            byRef.put(new ProjectRef.Id(project.id()), entry);
            byRef.put(new ProjectRef.FullPath(project.path()), entry);
            byModulePath
                    .computeIfAbsent(project.module().toString(), k -> new ArrayList<>())
                    .add(entry);
            String group = project.path();
            for (int slash = group.lastIndexOf('/'); slash > 0; slash = group.lastIndexOf('/')) {
                group = group.substring(0, slash);
                visibilityByGroup.merge(group, project.visibility(), ProjectIndex::wider);
            }
        });
    }

    private static Visibility wider(Visibility one, Visibility other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    Optional<Entry> find(ProjectRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** Returns the projects whose repository's root stands for a module path, in the order of the file. */
    Stream<Entry> at(String modulePath) {
        return byModulePath.getOrDefault(modulePath, List.of()).stream();
    }

    /**
     * Returns the widest visibility of the projects of a group and of its subgroups; empty if there is no such group. It is
     * found in the same time however many there are.
     */
    Optional<Visibility> visibilityOf(String group) {
        return Optional.ofNullable(visibilityByGroup.get(group));
    }
}
