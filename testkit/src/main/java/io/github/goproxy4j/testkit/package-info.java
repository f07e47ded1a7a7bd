/**
 * The contract of the interface that a host implements, as tests to extend, and a repository in memory to play with.
 *
 * <p>A test of a repository extends {@link io.github.goproxy4j.testkit.GoModuleRepositoryContract} and says in one method
 * what the repository under test holds, and what can be done to it: {@link io.github.goproxy4j.testkit.RepositoryFixture}.
 * {@link io.github.goproxy4j.testkit.InMemoryRepository} is the plainest repository that keeps the contract; tests of what
 * stands on repositories fill it with what they need.
 */
@NullMarked
package io.github.goproxy4j.testkit;

import org.jspecify.annotations.NullMarked;
