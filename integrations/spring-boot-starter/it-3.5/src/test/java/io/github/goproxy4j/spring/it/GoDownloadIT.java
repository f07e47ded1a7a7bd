package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code go} command against an application. */
class GoDownloadIT {
    @TempDir
    Path directory;

    @Test
    void repository_isDownloaded() throws Exception {
        try (App app = App.start(Applications.Repository.class)) {
            expectDownload(app.url() + "/go");
        }
    }

    @Test
    void projectByPath_isDownloaded() throws Exception {
        try (App app = App.start(Applications.Projects.class)) {
            expectDownload(app.url() + "/api/v4/projects/group%2Flib/packages/go");
        }
    }

    private void expectDownload(String proxy) throws Exception {
        JsonNode module = new GoCommand(directory, proxy).download("example.com/m@latest");
        assertThat(module.path("Version").asText()).isEqualTo("v1.0.0");
        assertThat(Path.of(module.path("Dir").asText()).resolve("m.go")).hasContent("package m\n");
    }
}
