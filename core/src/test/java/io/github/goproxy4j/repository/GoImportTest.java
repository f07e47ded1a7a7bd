package io.github.goproxy4j.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoImportTest {
    private static final URI PROXY = URI.create("https://gitlab.example.com/go");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://gitlab.example.com              | gitlab.example.com/group/lib        | https://gitlab.example.com/api/v4/projects/7/packages/go
            https://gitlab.example.com/             | gitlab.example.com/group/lib        | https://gitlab.example.com/api/v4/projects/7/packages/go
            https://GitLab.Example.com              | gitlab.example.com/group/lib        | https://GitLab.Example.com/api/v4/projects/7/packages/go
            https://gitlab.example.com:8443         | gitlab.example.com/group/lib        | https://gitlab.example.com:8443/api/v4/projects/7/packages/go
            http://gitlab.example.com/git/lab//     | gitlab.example.com/git/lab/group/lib | http://gitlab.example.com/git/lab/api/v4/projects/7/packages/go
            """)
    void ofGitLab_url_isPrefixOfImportPathsAndOfApi(URI url, String prefix, URI proxy) {
        assertThat(GoImport.ofGitLab(url, new ProjectRef.FullPath("group/lib"), 7))
                .isEqualTo(new GoImport(prefix, proxy, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://gitlab.example.com",
                "gitlab.example.com",
                "/group",
                "mailto:dev@example.com",
                "https://localhost",
                "https://[::1]",
                "https://gitlab_x.example.com",
                "https://user@gitlab.example.com",
                "https://gitlab.example.com?x=1",
                "https://gitlab.example.com#x",
                "https://gitlab.example.com/a%20b",
                "https://gitlab.example.com//a",
            })
    void ofGitLab_urlOfNoGoHost_isRefused(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoImport.ofGitLab(url, new ProjectRef.FullPath("group/lib"), 7));
    }

    @Test
    void ofGitLab_projectThatNoImportPathCanName_isRefused() {
        URI url = URI.create("https://gitlab.example.com");
        for (String path : new String[] {"group/l@b", "group/lib.", "group/l\u00fcb", "group/aux", "group/lib~1"}) {
            assertThatIllegalArgumentException()
                    .as(path)
                    .isThrownBy(() -> GoImport.ofGitLab(url, new ProjectRef.FullPath(path), 7));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoImport.ofGitLab(url, new ProjectRef.FullPath("group/lib"), -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.com/v1", "example.com/a/v0", "example.com/a+b", "x.y/.hidden"})
    void prefix_beginningOfImportPaths_isAccepted(String prefix) {
        assertThat(new GoImport(prefix, PROXY, Optional.empty()).prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "lib",
                "-x.com",
                "Example.com/a",
                "a.b/",
                "a.b//c",
                "a.b/../c",
                "a.b/c d",
                "a.b/<x>",
                "a.b:1/c"
            })
    void prefix_otherText_isRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GoImport(prefix, PROXY, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gitlab.example.com/group/lib.git",
                "http://gitlab.example.com:8080/group/lib.git",
                "ssh://git@gitlab.example.com:2222/group/lib.git",
                "git://gitlab.example.com/lib",
                "git+ssh://gitlab.example.com/lib",
            })
    void repository_urlThatGoKnows_isAccepted(URI url) {
        GoImport found = new GoImport("example.com/lib", PROXY, Optional.empty());
        assertThat(found.withRepository(url)).isEqualTo(new GoImport("example.com/lib", PROXY, Optional.of(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/lib.git",
                "ext::sh",
                "lib.git",
                "svn://gitlab.example.com/lib",
                "https://dev:secret@gitlab.example.com/lib.git",
                "https://secret@gitlab.example.com/lib.git",
                "ssh://git:secret@gitlab.example.com/lib.git",
                "https://gitlab.example.com/lib.git?x",
            })
    void repository_otherUrl_isRefusedWithoutShowingIt(URI url) {
        GoImport found = new GoImport("example.com/lib", PROXY, Optional.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found.withRepository(url))
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh://example.com", "https://u@example.com", "https://u:p@example.com", "https:///x", "/x"})
    void proxy_otherUrl_isRefused(URI url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GoImport("example.com/lib", url, Optional.empty()));
    }
}
