package com.example.containers;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.directory.DirectoryRepository;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of a container: it gets a directory in the file layout of GOPROXY and one for the servers' own files, prints
 * a line with the name and the port of each server, and ends when its standard input does.
 */
public final class ContainerProgram {
    private ContainerProgram() {}

    /** Runs the program for a container, and never returns. */
    public static void run(String[] args, Container container) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // where the log of all of them goes
        GoModuleProxy proxy = GoModuleProxy.of(new FactsProjects(DirectoryRepository.of(Path.of(args[0]))));
        for (Setup setup : Setup.values()) {
            Path directory = Files.createDirectories(Path.of(args[1], setup.name()));
            out.println(setup.name() + " " + container.start(setup, proxy, directory));
        }
        while (System.in.read() >= 0) {
            // Until whoever has started this program closes it or is gone.
        }
        Runtime.getRuntime()
                .halt(0); // Servers finish the answers they are giving first, to clients that read slowly too.
    }
}
