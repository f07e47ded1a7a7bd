package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.resolve.LatestResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read of a repository for the answers that are not a zip: no more than they need, and once. */
class ReadingTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");

    /** The calls of a repository: the method, and what it was asked for. */
    private final List<String> calls = new ArrayList<>();

    private SourceModuleRepository serve(String story) {
        MemoryRepository repository = RepositoryStory.read(story);
        SourceRepository counting = (SourceRepository) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceRepository.class}, (proxy, method, arguments) -> {
                    Stream<Object> asked = arguments == null ? Stream.of() : Stream.of(arguments);
                    calls.add(method.getName() + asked.map(ReadingTest::text).reduce("", (a, b) -> a + " " + b));
                    try {
                        return method.invoke(repository, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return SourceModuleRepository.of(counting, M);
    }

    private static String text(Object argument) {
        return argument instanceof SourceEntry entry ? entry.path() + "@" + entry.id() : argument.toString();
    }

    private List<String> callsOf(String method) {
        return calls.stream()
                .filter(call -> call.startsWith(method + " ") || call.equals(method))
                .toList();
    }

    /** A story of tags v1.0.0, v1.1.0, ... on commits of their own, two each with the same go.mod. */
    private static String tagged(int tags) {
        StringBuilder story = new StringBuilder();
        for (int i = 0; i < tags; i++) {
            story.append("== commit c").append(i).append("\n-- go.mod --\nmodule example.com/m\n// ");
            story.append(i / 2).append("\n-- a.go --\npackage a // ").append(i).append('\n');
            story.append(i % 3 == 0 ? "== annotated v1." : "== tag v1.")
                    .append(i)
                    .append(".0\n");
        }
        return story + "== commit tip\n== branch main\n";
    }

    @Test
    void versions_ofManyTags_areReadFromTheRefsAlone() throws Exception {
        SourceModuleRepository modules = serve(tagged(100));
        for (int i = 0; i < 3; i++) {
            assertThat(modules.versions(M)).hasSize(100);
        }
        assertThat(calls).containsOnly("refs");
    }

    @Test
    void state_isReadFromTheRefsAlone() throws Exception {
        SourceModuleRepository modules = serve(tagged(20));
        modules.state(M);
        assertThat(calls).containsOnly("refs");
    }

    @Test
    void versions_withHigherMajors_lookOnceForTheRootGoModOfEachHighestTag() throws Exception {
        SourceModuleRepository modules = serve("""
                == commit one
                -- a.go --
                == tag v1.0.0
                == tag v2.0.0
                == tag v3.0.0
                == tag v3.1.0-rc.1
                == commit two
                == tag v1.1.0
                == tag v2.1.0
                == annotated v2.2.0
                == commit three
                -- go.mod --
                module example.com/m/v3
                == tag v3.1.0
                """);
        for (int i = 0; i < 3; i++) {
            assertThat(modules.versions(M))
                    .extracting(ModuleVersion::toString)
                    .containsExactly(
                            "v1.0.0", "v1.1.0", "v2.0.0+incompatible", "v2.1.0+incompatible", "v2.2.0+incompatible");
        }
        assertThat(callsOf("find"))
                .containsExactlyInAnyOrder(
                        "find " + RepositoryStory.id("two") + " go.mod",
                        "find " + RepositoryStory.id("three") + " go.mod");
        assertThat(callsOf("open")).isEmpty();
        assertThat(callsOf("openTree")).isEmpty();
    }

    @Test
    void infoAndLatest_readNoContentButGoMod() throws Exception {
        SourceModuleRepository modules = serve(tagged(10) + """
                == commit more
                -- sub/go.mod --
                module example.com/m/sub
                -- sub/LICENSE --
                == tag sub/v0.1.0
                """);
        for (String query : List.of("v1.9.0", "main", "HEAD", "v1.2.1-0.20200101000010-" + Modules.shortId("tip"))) {
            modules.info(M, VersionQuery.parse(query));
        }
        new LatestResolver(modules).resolve(M);
        new LatestResolver(modules).resolve(ModulePath.parse("example.com/m/sub"));
        assertThat(callsOf("open")).isNotEmpty().allMatch(call -> call.matches("open (sub/)?go\\.mod@[0-9a-f]+"));
        assertThat(callsOf("openTree")).isEmpty();
    }

    @Test
    void goMod_isReadForItsPathAndForItsRetractionsOnce_howeverManyVersionsHaveIt() throws Exception {
        SourceModuleRepository modules = serve(tagged(20));
        askForEverything(modules);
        // Ten contents for twenty tags, and once more that of the highest release, which may retract.
        assertThat(callsOf("open")).hasSize(11);
        assertThat(callsOf("open").stream().distinct()).hasSize(10);
        calls.clear();
        askForEverything(modules);
        assertThat(callsOf("open")).isEmpty();
    }

    private static void askForEverything(SourceModuleRepository modules) throws Exception {
        for (ModuleVersion version : modules.versions(M)) {
            modules.info(M, new VersionQuery.Exact(version));
        }
        for (String query : List.of("main", "HEAD", RepositoryStory.id("c7").hex())) {
            modules.info(M, VersionQuery.parse(query));
        }
    }

    @Test
    void info_ofABranch_asksOnceForItsBase_andRemembersCommits() throws Exception {
        SourceModuleRepository modules = serve(tagged(300).replace("annotated", "tag"));
        modules.info(M, VersionQuery.parse("main"));
        assertThat(callsOf("isAncestor").size() + callsOf("firstAncestor").size())
                .isOne();
        calls.clear();
        modules.info(M, VersionQuery.parse("main"));
        assertThat(callsOf("commit")).isEmpty();
    }
}
