package com.example.containers.undertow;

import com.example.containers.ContainerProgram;
import com.example.containers.Mount;
import com.example.containers.Setup;
import io.github.goproxy4j.GoModuleProxy;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/** Servers of the kind Undertow, for which {@code %2F} needs no line. */
public final class Program {
    private Program() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ContainerProgram.run(args, Program::start);
    }

    private static int start(Setup setup, GoModuleProxy proxy, Path directory) throws ServletException {
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(Program.class.getClassLoader())
                .setDeploymentName(setup.name())
                .setContextPath(setup.contextPath().isEmpty() ? "/" : setup.contextPath())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        Mount.class, new ImmediateInstanceFactory<>(new Mount(setup, proxy)), Set.of()));
        if (setup.isSurrounded()) {
            application.addErrorPage(new ErrorPage(Setup.ERROR_PAGE, 404));
        }
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath(application.getContextPath(), deployment.start()))
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }
}
