package io.github.goproxy4j.testkit;

/**
 * The contract of {@link io.github.goproxy4j.repository.GoModuleRepository} as tests: extend it, and say in
 * {@link #fixture()} what the repository under test holds.
 *
 * <pre>{@code
 * final class MyRepositoryTest extends GoModuleRepositoryContract {
 *     @Override
 *     protected RepositoryFixture fixture() {
 *         ModulePath module = ModulePath.parse("example.com/m");
 *         return RepositoryFixture.of(new MyRepository(...))
 *                 .module(module, ModuleVersion.parse("v1.0.0"), ModuleVersion.parse("v1.1.0"))
 *                 .unknownModule(ModulePath.parse("example.com/other"));
 *     }
 * }
 * }</pre>
 *
 * <p>Each rule of the interface's Javadoc that can be seen from outside is one test, named as the fact that it checks. A
 * rule for what the fixture does not have (a module without versions, a branch, an invalid version, a way to publish) is
 * skipped, and says which method of {@link RepositoryFixture} would show it. The rules cannot be overridden: what does not
 * keep one of them breaks the builds of its users.
 *
 * <p>The rules read whole zips into memory and copy them to a temporary directory: the fixture's modules should be small.
 */
public abstract class GoModuleRepositoryContract extends HostileRules {
    /** Creates the test. */
    protected GoModuleRepositoryContract() {}
}
