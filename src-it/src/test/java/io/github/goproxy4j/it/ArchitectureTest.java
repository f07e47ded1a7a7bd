package io.github.goproxy4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The arrows between the packages: an arrow may only point down the list of floors. */
@AnalyzeClasses(packages = "io.github.goproxy4j", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.github.goproxy4j";
    private static final String[] DOOR = {ROOT};
    private static final String JDK = "java..";
    private static final String LOG = "org.slf4j";
    private static final String JSON = "com.fasterxml.jackson..";
    private static final String ZIPS = "org.apache.commons.compress..";
    private static final String CAFFEINE = "com.github.benmanes.caffeine..";
    private static final String NULLNESS = "org.jspecify.annotations..";

    @ArchTest
    static final ArchRule module_seesTheJdkOnly = sees("module", List.of());

    @ArchTest
    static final ArchRule auth_seesTheJdkOnly = sees("auth", List.of());

    @ArchTest
    static final ArchRule zip_seesModule = sees("zip", List.of(ZIPS), "module");

    @ArchTest
    static final ArchRule repository_seesAuthZipAndModule = sees("repository", List.of(JSON), "auth", "zip", "module");

    @ArchTest
    static final ArchRule directory_seesRepositoryZipAndModule =
            sees("directory", List.of(), "repository", "zip", "module");

    @ArchTest
    static final ArchRule resolve_seesRepositoryAndBelow =
            sees("resolve", List.of(), "repository", "auth", "zip", "module");

    @ArchTest
    static final ArchRule door_seesNoBackendAndNoServlet = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(DOOR, "resolve", "repository", "auth", "zip", "module"));

    @ArchTest
    static final ArchRule servlet_seesTheDoorOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".servlet..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(new String[] {ROOT, "jakarta.servlet.."}, "servlet", "auth", "repository"));

    @ArchTest
    static final ArchRule micrometer_seesTheDoorOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".micrometer..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(new String[] {ROOT, "io.micrometer.core.."}, "micrometer"));

    @ArchTest
    static final ArchRule micrometerApi_isSeenByItsModuleOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".micrometer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule source_seesCoreBelowTheDoor = sees("source", List.of(), "repository", "zip", "module");

    @ArchTest
    static final ArchRule git_seesSourceAndCoreBelowTheDoor = classes()
            .that()
            .resideInAPackage(ROOT + ".git..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    with(new String[] {"org.eclipse.jgit.."}, "git", "source", "repository", "zip", "module"));

    @ArchTest
    static final ArchRule store_seesTheResolversAndBelow =
            sees("store", List.of(JSON, CAFFEINE), "resolve", "repository", "auth", "zip", "module");

    @ArchTest
    static final ArchRule caffeine_isSeenByTheStoreOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CAFFEINE);

    @ArchTest
    static final ArchRule jgit_isSeenByTheGitBackendOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".git..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule servletApi_isSeenByTheServletOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".servlet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule jackson_isSeenBelowNoPublicPackage = noClasses()
            .that()
            .arePublic()
            .and()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    private static ArchRule sees(String floor, List<String> libraries, String... below) {
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + floor + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(
                        Stream.concat(Stream.of(ROOT + "." + floor + ".."), libraries.stream())
                                .toArray(String[]::new),
                        below));
    }

    /** The packages of ours that may be seen, and what every package may use. */
    private static String[] with(String[] own, String... below) {
        return Stream.of(
                        Stream.of(own),
                        Stream.of(below).map(name -> ROOT + "." + name + ".."),
                        Stream.of(JDK, NULLNESS, LOG))
                .flatMap(names -> names)
                .toArray(String[]::new);
    }
}
