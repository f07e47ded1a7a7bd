package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.GoImportPages;
import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.directory.DirectoryRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.FirstAnswerRepository;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.PrefixRepository;
import io.github.goproxy4j.source.VersionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the server serves.
 *
 * @param proxy the door to the projects, the root among them
 * @param pages the door to the pages for import paths, if there are any
 * @param offers modules that it may have, the best to try first
 * @param locked projects that cannot be tried without a token
 */
record Site(GoModuleProxy proxy, Optional<GoImportPages> pages, List<Offer> offers, List<Project> locked) {
    /**
     * Opens what the options name; what is opened before a failure is in the resources, too.
     *
     * @param serving whether what is answered is an answer to a client
     */
    static Site open(Options options, Resources resources, BooleanSupplier serving) throws StartException, IOException {
        GitRepositories git = GitRepositories.of(options.pins(), options.cache(), resources, serving);
        if (options.isDemo()) {
            return demo(git, resources);
        }
        List<Offer> offers = new ArrayList<>();
        Map<ModulePath, GoModuleRepository> prefixes = new LinkedHashMap<>();
        for (ModuleMount mount : options.modules()) {
            prefixes.put(
                    mount.prefix(), git.open(mount.pinName(), mount.repository(), mount.prefix(), VersionRules.GO));
            offers.addAll(Offer.ofRepository("", mount.prefix()));
        }
        List<GoModuleRepository> root = new ArrayList<>(List.of(PrefixRepository.of(prefixes)));
        for (Path directory : options.directories()) {
            if (!Files.isDirectory(directory)) {
                throw new StartException(directory + ": no such directory");
            }
            root.add(DirectoryRepository.of(directory));
            offers.addAll(PublishedModules.find(directory));
        }
        GoModuleRepository all = FirstAnswerRepository.of(root);
        if (options.projects().isEmpty()) {
            return new Site(GoModuleProxy.of(GoProjects.ofPublicRoot(all)), Optional.empty(), offers, List.of());
        }
        return withProjects(options.projects().get(), git, all, offers);
    }

    private static Site demo(GitRepositories git, Resources resources) throws StartException, IOException {
        Path repository = DemoProject.create();
        resources.add(() -> DemoProject.delete(repository));
        Project project = DemoProject.project(repository);
        GoModuleRepository modules = git.open(project.pinName(), repository, project.module(), project.versionRules());
        GoProjects projects = new FileProjects(InstanceSettings.DEFAULTS, Map.of(project, modules), List.of(), modules);
        return new Site(GoModuleProxy.of(projects), Optional.empty(), List.of(Offer.demo()), List.of());
    }

    private static Site withProjects(Path path, GitRepositories git, GoModuleRepository root, List<Offer> rootOffers)
            throws StartException {
        ProjectsFile file = ProjectsFileReader.read(path);
        List<Offer> offers = new ArrayList<>(rootOffers);
        List<Project> locked = new ArrayList<>();
        Map<Project, GoModuleRepository> modules = new LinkedHashMap<>();
        for (Project project : file.projects()) {
            try {
                modules.put(
                        project,
                        git.open(project.pinName(), project.repository(), project.module(), project.versionRules()));
            } catch (StartException e) {
                throw new StartException(path + ": project " + project.path() + ": " + e.getMessage(), e);
            }
            if (file.settings().isOn() && project.isOpenToEverybody()) {
                offers.addAll(Offer.ofProject(project));
            } else if (file.settings().isOn() && project.goProxy() && project.packages()) {
                locked.add(project);
            }
        }
        GoProjects projects = new FileProjects(file.settings(), modules, file.tokens(), root);
        GoModuleProxy proxy = GoModuleProxy.of(projects);
        return new Site(
                file.settings().queryTokens() ? proxy.withQueryTokens() : proxy,
                Optional.of(GoImportPages.of(new FileImports(file, projects))),
                offers,
                locked);
    }
}
