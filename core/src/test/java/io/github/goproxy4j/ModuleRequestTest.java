package io.github.goproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleRequestTest {
    @ParameterizedTest
    @CsvSource({
        "/, Base, ''",
        "'', Base, ''",
        "/example.com/m/@v/list, VersionList, example.com/m",
        "/github.com/%21azure/x/@v/list, VersionList, github.com/Azure/x",
        "/github.com/!azure/x/@latest, Latest, github.com/Azure/x@latest",
        "/my-go-module/@v/list, VersionList, my-go-module",
        "/m/%40v/list, VersionList, m",
        "/m/@v/v1.0.0.info, Info, m@v1.0.0",
        "/m/@v/v1.0.0.mod, Mod, m@v1.0.0",
        "/m/@v/v1.0.0.zip, Zip, m@v1.0.0",
        "/m/@v/v1.0.0-!r!c1.zip, Zip, m@v1.0.0-RC1",
        "/m/@v/v2.0.0+incompatible.zip, Zip, m@v2.0.0+incompatible",
        "/m/@v/v2.0.0%2Bincompatible.zip, Zip, m@v2.0.0+incompatible",
        "/m/@v/master.info, Info, m@master",
        "/m/@v/!h!e!a!d.info, Info, m@HEAD",
        "/m/@v/latest.info, Info, m@latest",
        "/m/@v/v1.0.0.info.info, Info, m@v1.0.0.info",
        "/m/@v/list.info, Info, m@list",
        "/m/@v/release%201.info, Info, m@release 1",
        "/sumdb/sum.example.com/supported, Sumdb, ''",
        "/sumdb/sum.example.com/lookup/example.com/m@v1.0.0, Sumdb, ''",
    })
    void parse_protocolPath_isRequest(String path, String kind, String subject) throws ModuleAccessException {
        ModuleRequest request = ModuleRequest.parse(RawPath.segments(path));
        assertThat(request.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(request.target().subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "/example.com, no such path",
        "/example.com/m, no such path",
        "/example.com/m/list, no such path",
        "/example.com/m/@V/list, no such path",
        "/@latest, no such path",
        "/example.com/m/@latest/, empty segment",
        "/example.com/m/@v/list/, empty segment",
        "/example.com//m/@v/list, empty segment",
        "//, empty segment",
        "/@v/list, no such path",
        "/m/@v, no such path",
        "/m/@v/, empty segment",
        "/m/@v/v1.0.0, no such file",
        "/m/@v/v1.0.0.ziphash, no such file",
        "/m/@v/v1.0.0.lock, no such file",
        "/m/@v/v1.0.0.INFO, no such file",
        "/m/@v/List, no such file",
        "/m/@v/.info, disallowed version string",
        "/m/@v/v1.0.0/.info, disallowed version string",
        "/m/@v/feature/x.info, disallowed version string",
        "/m/@v/feature%2Fx.info, slash written as %2F",
        "/m%2F@v/list, slash written as %2F",
        "/a%2Fb/@v/list, slash written as %2F",
        "/m/@v/../../x/@v/list, dot segment",
        "/m/@v/v1.0.0-RC1.zip, invalid escaped version",
        "/m/@v/v1.0.0-!R.zip, invalid escaped version",
        "/m/@v/v1.0.0-!.zip, invalid escaped version",
        "/github.com/Azure/x/@v/list, invalid escaped module path",
        "/github.com/!Azure/x/@v/list, invalid escaped module path",
        "/github.com/!!azure/x/@v/list, invalid escaped module path",
        "/github.com/azure!/x/@v/list, invalid escaped module path",
        "/github.com/!1/x/@v/list, invalid escaped module path",
        "/example.com/m@v1.0.0/@v/list, malformed module path",
        "/m/@v/x/@v/list, no such file",
        "/m/@v/x/@latest, no such file",
        "/m/@v/x/@v/v1.info, disallowed version string",
        "/example.com/m/v1/@v/list, malformed module path",
        "/example.com/.git/@v/list, malformed module path",
        "/example.com/con/@v/list, malformed module path",
        "/example.com/a%20b/@v/list, malformed module path",
        "/example.com/gr%C3%BCn/@v/list, invalid escaped module path",
    })
    void parse_otherPath_isRefusedWithReason(String path, String reason) {
        assertThatThrownBy(() -> ModuleRequest.parse(RawPath.segments(path)))
                .isInstanceOf(ModuleAccessException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/projects/42/packages/go, Id[number=42], 0",
        "/projects/42/packages/go/, Id[number=42], 1",
        "/api/v4/projects/42/packages/go/example.com/m/@v/list, Id[number=42], 4",
        "/api/v4/projects/group%2Fsub%2Flib/packages/go/m/@latest, FullPath[path=group/sub/lib], 2",
        "/projects/lib/packages/go/m/@latest, FullPath[path=lib], 2",
        "/projects/42/packages/npm, Root[], 4",
        "/projects/42/packages, Root[], 3",
        "/projects//packages, Root[], 3",
        "/api/v3/projects/42/packages/go, Root[], 6",
        "/api/projects/42/packages/go, Root[], 5",
        "/Projects/42/packages/go, Root[], 4",
        "/x/projects/42/packages/go, Root[], 5",
        "/groups/7/-/packages/go, GroupId[number=7], 0",
        "/api/v4/groups/7/-/packages/go/example.com/m/@v/list, GroupId[number=7], 4",
        "/api/v4/groups/group%2Fsub/-/packages/go/m/@latest, GroupPath[path=group/sub], 2",
        "/groups/group%2fsub/-/packages/go/, GroupPath[path=group/sub], 1",
        "/groups/7/packages/go, Root[], 4",
        "/groups/7/-/packages/npm, Root[], 5",
        "/groups/7/-/packages, Root[], 4",
        "/projects/42/-/packages/go, Root[], 5",
        "/api/v4/packages/go, Instance[], 0",
        "/api/v4/packages/go/example.com/m/@v/list, Instance[], 4",
        "/packages/go/my-go-module/@v/list, Instance[], 3",
        "/packages/go/, Instance[], 1",
        "/packages/gopher.example/m/@v/list, Root[], 5",
        "/packages%2Fgo/m/@v/list, Root[], 4",
        "/api/v4, Root[], 2",
        "/example.com/m/@v/list, Root[], 4",
        "/, Root[], 1",
        "'', Root[], 0",
    })
    void route_path_isProjectAndTail(String path, String project, int tail) throws ModuleAccessException {
        GitLabRoute route = GitLabRoute.of(path);
        assertThat(route.project()).hasToString(project);
        assertThat(route.tail()).hasSize(tail);
    }

    @ParameterizedTest
    @CsvSource({
        "/projects//packages/go/m/@v/list",
        "/projects/../packages/go/m/@v/list",
        "/projects/%2e%2e/packages/go/m/@v/list",
        "/projects/..%2F..%2Fetc/packages/go/m/@v/list",
        "/projects/group%2F..%2Fx/packages/go/m/@v/list",
        "/projects/group%2F/packages/go/m/@v/list",
        "/projects/%2Fgroup/packages/go/m/@v/list",
        "/projects/group%252Fx/packages/go/m/@v/list",
        "/projects/-1;/packages/go/m/@v/list",
        "/projects/99999999999999999999/packages/go/m/@v/list",
        "/projects/%00/packages/go/m/@v/list",
        "/projects/%FF/packages/go/m/@v/list",
        "/groups//-/packages/go/m/@v/list",
        "/groups/../-/packages/go/m/@v/list",
        "/groups/%zz/-/packages/go/m/@v/list",
        "/api/v4/groups/a%2F%2Fb/-/packages/go/m/@v/list",
        "/api/v4/groups/99999999999999999999/-/packages/go/m/@v/list",
    })
    void route_malformedId_isUnknownWithTheTailThatWasSent(String path) throws ModuleAccessException {
        assertThat(GitLabRoute.of(path)).isEqualTo(new GitLabRoute(ProjectRef.UNKNOWN, List.of("m", "@v", "list")));
    }

    @Test
    void route_pathWithoutSlash_isRefused() {
        assertThatThrownBy(() -> GitLabRoute.of("projects/42/packages/go")).isInstanceOf(ModuleAccessException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "42"})
    void route_number_isId(long number) throws ModuleAccessException {
        assertThat(GitLabRoute.of("/projects/" + number + "/packages/go").project())
                .isEqualTo(new ProjectRef.Id(number));
    }
}
