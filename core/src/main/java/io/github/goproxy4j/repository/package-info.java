/**
 * The service provider interface: what a host application implements so that its Go modules can be served.
 *
 * <p>A {@link io.github.goproxy4j.repository.GoModuleRepository} answers for modules: four methods. A {@link
 * io.github.goproxy4j.repository.GoProjects} finds the repository of a project for a caller, and is where a host decides
 * who may read what; below it nothing asks who is calling.
 *
 * <p>A repository that answers differently to two callers, changes a byte of what it once served, or calls something absent
 * that it merely could not look up breaks the builds of its users; the rules are in the Javadoc of {@code
 * GoModuleRepository}, and the test kit checks them.
 */
@NullMarked
package io.github.goproxy4j.repository;

import org.jspecify.annotations.NullMarked;
