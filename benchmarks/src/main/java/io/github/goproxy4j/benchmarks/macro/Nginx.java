package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx over a tree of finished files: what serving cannot be faster than. */
final class Nginx implements Contestant {
    static final String NAME = "nginx";

    /** What the report shows of it. */
    static final String SETTINGS =
            "worker_processes 2; sendfile on; tcp_nopush on; keepalive_requests 1000000000; access_log off;";

    private final Path program;
    private final StaticTrees trees;

    Nginx(Path program, StaticTrees trees) {
        this.program = program;
        this.trees = trees;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean fetches() {
        return false;
    }

    @Override
    public ServerProcess start(List<SampleModule> modules, Workspace workspace) throws IOException {
        for (SampleModule module : modules) {
            trees.of(module);
        }
        Path directory = workspace.fresh("nginx");
        int port = ServerProcess.freePort();
        // Its workers would not be allowed to look into a temporary directory of the user who runs everything.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        Files.writeString(
                directory.resolve("nginx.conf"),
                user
                        + """
                worker_processes 2;
                pid nginx.pid;
                daemon off;
                events { worker_connections 2048; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000000;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  server { listen 127.0.0.1:PORT backlog=1024; root TREE; }
                }
                """.replace("PORT", Integer.toString(port))
                                .replace("TREE", trees.directory().toString()));
        ProcessBuilder command = new ProcessBuilder(
                program.toString(), "-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log");
        return ServerProcess.start(command, port, directory, workspace);
    }
}
