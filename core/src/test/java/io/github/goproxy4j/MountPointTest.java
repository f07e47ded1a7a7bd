package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountPointTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "'', /, /",
        "/, /a/b, /a/b",
        "/, //a, //a",
        "/go, /go, ''",
        "/go, /go/, /",
        "go, /go/a, /a",
        "/go/, /go/a%2Fb, /a%2Fb",
        "/api/v4, /api/v4/projects/a%2Fb, /projects/a%2Fb",
        "/api/v4, /%61pi/v4/projects, /projects",
        "/gr\u00fcn, /gr%C3%BCn/x, /x",
        "/go, /go/../x, /../x",
    })
    void below_pathInside_isRestAsSent(String mount, String path, String rest) {
        assertThat(MountPoint.of(mount).below(path)).contains(rest);
    }

    @ParameterizedTest
    @CsvSource({
        "/go, ''",
        "/go, /",
        "/go, go",
        "/go, /gopher",
        "/go, /GO/a",
        "/go, //go/a",
        "/go, /./go/a",
        "/go, /x/../go/a",
        "/go, /go;x=y/a",
        "/go, /go%2Fa",
        "/go, /%zz/a",
        "/api/v4, /api",
        "/api/v4, /api%2Fv4/a",
        "/api/v4, /api//v4/a",
    })
    void below_pathElsewhereOrInUncommonSpelling_isEmpty(String mount, String path) {
        assertThat(MountPoint.of(mount).below(path)).isEmpty();
    }
}
