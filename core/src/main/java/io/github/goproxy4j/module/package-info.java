/**
 * Names and versions of Go modules: the values every other package speaks in.
 *
 * <p>A module is named by a {@link io.github.goproxy4j.module.ModulePath module path} such as
 * {@code golang.org/x/text} or {@code github.com/go-yaml/yaml/v2}; a release of it by a
 * {@link io.github.goproxy4j.module.ModuleVersion canonical semantic version} such as {@code v1.2.3}. Both together are
 * a {@link io.github.goproxy4j.module.ModuleId}. What a client may ask for instead of a version (a branch, a commit,
 * {@code latest}) is a {@link io.github.goproxy4j.module.VersionQuery}.
 *
 * <p>A path that ends in {@code /vN} (N at least 2), or in {@code .vN} below {@code gopkg.in/}, carries that major
 * version, and all versions of the module have it; a path without such a suffix has the majors v0 and v1, and higher
 * ones only with the suffix {@code +incompatible}.
 *
 * <p>In URLs and file names both are <em>escaped</em>: every upper-case letter becomes an exclamation mark and the
 * lower-case letter, so that file systems that ignore case keep them apart. {@code parse} reads the plain form,
 * {@code decode} the escaped one, {@code encoded()} writes it.
 *
 * <p>Every value is checked once, in its factory, and immutable from then on; all types here are thread-safe. The rules
 * and the texts of refusals are those of {@code golang.org/x/mod}, packages {@code module} and {@code semver}.
 */
@NullMarked
package io.github.goproxy4j.module;

import org.jspecify.annotations.NullMarked;
