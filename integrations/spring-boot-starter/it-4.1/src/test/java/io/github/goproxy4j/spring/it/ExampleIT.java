package io.github.goproxy4j.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.goproxy4j.springboot.SpringBootExample;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code go} command against the example, which is for this line of Spring Boot. */
class ExampleIT {
    @TempDir
    Path directory;

    @Test
    void gitRepository_isDownloadedAsAProject() throws Exception {
        Path repository = repository("v0.3.0");
        try (App app = App.start(SpringBootExample.class, "example.repository=" + repository)) {
            String proxy = app.url() + "/api/v4/projects/group%2Flib/packages/go";
            GoCommand go = new GoCommand(Files.createDirectory(directory.resolve("go")), proxy);
            JsonNode module = go.download("gitlab.example.com/group/lib@latest");
            assertThat(module.path("Version").asText()).isEqualTo("v0.3.0");
            assertThat(Path.of(module.path("Dir").asText()).resolve("lib.go")).hasContent("package lib\n");
        }
    }

    private Path repository(String tag) throws Exception {
        Path work = Files.createDirectory(directory.resolve("lib"));
        Files.writeString(work.resolve("go.mod"), "module gitlab.example.com/group/lib\n\ngo 1.17\n");
        Files.writeString(work.resolve("lib.go"), "package lib\n");
        PersonIdent somebody = new PersonIdent("Somebody", "somebody@example.com");
        try (Git git = Git.init().setDirectory(work.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Begin")
                    .setAuthor(somebody)
                    .setCommitter(somebody)
                    .setSign(false)
                    .call();
            git.tag().setName(tag).setAnnotated(false).setSigned(false).call();
        }
        return work;
    }
}
