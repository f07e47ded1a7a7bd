package com.example.containers.boot;

import com.example.containers.ContainerProgram;
import com.example.containers.Mount;
import com.example.containers.Setup;
import io.github.goproxy4j.GoModuleProxy;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.ErrorPage;
import org.springframework.boot.web.server.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;

/** Servers of the kind Spring Boot, with Spring Security if it is there. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Program {
    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ContainerProgram.run(args, Program::start);
    }

    private static int start(Setup setup, GoModuleProxy proxy, Path directory) {
        SpringApplication application = new SpringApplication(Program.class);
        application.setDefaultProperties(Map.of(
                "server.address",
                "127.0.0.1",
                "server.port",
                0,
                "server.servlet.context-path",
                setup.contextPath(),
                "server.tomcat.basedir",
                directory.toString(),
                "spring.main.banner-mode",
                "off"));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean("setup", Setup.class, () -> setup);
            beans.registerBean("proxy", GoModuleProxy.class, () -> proxy);
            if (ClassUtils.isPresent("org.springframework.security.web.SecurityFilterChain", null)) {
                beans.registerBean(Security.class);
            }
        });
        return application.run().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Mounts the servlet. */
    @Bean
    ServletContextInitializer goModules(Setup setup, GoModuleProxy proxy) {
        return context -> new Mount(setup, proxy).onStartup(null, context);
    }

    /** Lets projects be named by path. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInProjectPaths(Setup setup) {
        return factory -> {
            if (setup.letsSlashesIn()) {
                factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("decode"));
            }
        };
    }

    /** The application's own error page. */
    @Bean
    ErrorPageRegistrar errorPage(Setup setup) {
        return registry -> {
            if (setup.isSurrounded()) {
                registry.addErrorPages(new ErrorPage(HttpStatus.NOT_FOUND, Setup.ERROR_PAGE));
            }
        };
    }
}
