package io.github.goproxy4j.springboot;

import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.git.GitRepositoryException;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Serves a git repository as the project {@code group/lib}. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringBootExample {
    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(SpringBootExample.class, arguments);
    }

    /** The modules of the repository, which Spring closes. */
    @Bean
    public GitModules lib(@Value("${example.repository}") Path repository, @Value("${example.module}") String module)
            throws GitRepositoryException {
        return GitModules.open(repository, ModulePath.parse(module));
    }

    /** The projects, and who may read them: everybody the only one there is. */
    @Bean
    public GoProjects projects(GitModules lib) {
        GoProject project = new GoProject("group/lib", true, lib);
        return (ref, caller) -> {
            if (ref.equals(new ProjectRef.FullPath("group/lib"))) {
                return project;
            }
            throw ModuleAccessException.notFound("no such project");
        };
    }
}
