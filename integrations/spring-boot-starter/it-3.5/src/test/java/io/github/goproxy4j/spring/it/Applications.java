package io.github.goproxy4j.spring.it;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.repository.GoImport;
import io.github.goproxy4j.repository.GoImports;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Applications that somebody might have. */
final class Applications {
    private Applications() {}

    /** What an application does beside serving Go modules. */
    @RestController
    static class Greeter {
        @GetMapping("/greet/{name}")
        String greet(@PathVariable("name") String name) {
            return "Hello, " + name;
        }
    }

    /** Has nothing to do with Go but the dependency. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Greeter.class)
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Greeter.class)
    static class Repository {
        @Bean
        GoModuleRepository modules() {
            return new OneModule();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Repository.class)
    static class TwoRepositories {
        @Bean
        GoModuleRepository moreModules() {
            return new OneModule();
        }
    }

    /** {@code group/lib} is for everybody, {@code group/private} for callers of whom something is known. */
    @Configuration(proxyBeanMethods = false)
    @Import(Repository.class)
    static class Projects {
        final Queue<Caller> callers = new ConcurrentLinkedQueue<>();

        @Bean
        GoProjects projects(GoModuleRepository modules) {
            return (project, caller) -> {
                callers.add(caller);
                if (project.equals(new ProjectRef.FullPath("group/lib"))) {
                    return new GoProject("1", true, modules);
                }
                if (caller.isAnonymous()) {
                    throw new ModuleAccessException(ModuleAccessException.Reason.UNAUTHENTICATED, "log in first");
                }
                if (project.equals(new ProjectRef.FullPath("group/private"))) {
                    return new GoProject("2", false, modules);
                }
                throw ModuleAccessException.notFound("no such project");
            };
        }

        @Bean
        GoImports imports() {
            return (path, caller) -> {
                if (path.path().equals("group/lib")) {
                    return GoImport.ofGitLab(URI.create("http://gitlab.example.com"), path, 1);
                }
                throw ModuleAccessException.notFound("no such project");
            };
        }
    }
}
