/**
 * Go's rules for version control: which modules and versions a repository of versioned trees holds.
 *
 * <p>They are the rules of the {@code go} command in direct mode ({@code cmd/go/internal/modfetch/coderepo.go}), so that a
 * module served from here is byte for byte the one that {@code go} would make from the same repository. They see the
 * repository through {@link io.github.goproxy4j.source.SourceRepository} and know no version control library; each is a
 * class of its own, named here in the order in which a request meets them.
 *
 * <h2>Names</h2>
 *
 * A repository's root stands for a module path, the <em>root path</em>. A module's path is the root path, or lies below it;
 * less its major version at the end, what remains behind the root path is the module's <em>code directory</em>
 * ({@code GoRules}). So with the root {@code example.com/m}, the modules {@code example.com/m/sub} and {@code
 * example.com/m/sub/v2} both have the code directory {@code sub}. Where the root path itself ends in a major version, as
 * every one of gopkg.in does, the root path is the whole module path and its code directory is the root.
 *
 * <h2>Versions</h2>
 *
 * A tag is a version if it has the code directory and a slash as prefix (nothing for the root), and behind it a canonical
 * semantic version, without build, that is no pseudo-version and has the major version of the module's path
 * ({@code VersionTags}). What the tag's tree holds does not matter for the list: retracted versions are in it, and such as
 * cannot be served. Of tags with too high a major at the root some become {@code +incompatible} versions
 * ({@code IncompatibleVersions} for the list, {@code IncompatibleUse} for a query).
 *
 * <h2>Directories</h2>
 *
 * The module is in its code directory or, if its path ends in {@code /vN}, in that directory's {@code vN}; go.mod files and
 * the majors of the paths they declare decide ({@code GoDirectories}, with the decision table; {@code DeclaredMajor}).
 * Only at the root, and only without {@code /vN}, may the file be missing: then Go makes one up, for the {@code .mod} but
 * not for the zip.
 *
 * <h2>Queries</h2>
 *
 * A semantic version names the tag with the module's prefix, a pseudo-version the commit in it; any other text names a tag,
 * a branch, or a commit by at least seven digits of its id ({@code Revisions}). The commit's version ({@code
 * VersionOfCommit}) is the tag it was named by; else the highest tag on it that the path allows and the author has not
 * retracted ({@code TagVersion}, {@code Retractions}); else a pseudo-version after the highest such tag in its history
 * ({@code PseudoBase}). Whatever the answer is, it must be possible for that commit ({@code CanonicalVersionCheck}), and a
 * pseudo-version that was asked for must be the commit's own ({@code PseudoVersionCheck}).
 *
 * <h2>Content</h2>
 *
 * The {@code .mod} is the go.mod file as committed. The zip has the files of the module's directory as {@code git archive}
 * writes them, and the LICENSE of the repository's root where a module in a sub-directory has none ({@code ZipFiles}, {@code
 * InheritedLicense}); the rules of {@code golang.org/x/mod/zip} select among them ({@link
 * io.github.goproxy4j.zip.ModuleZip}).
 *
 * <h2>Frozen</h2>
 *
 * This is the one rule that is not the {@code go} command's, which has its own cache and checksums for it. The first answer
 * with a version's {@code .info}, {@code .mod} or {@code .zip} publishes it ({@code FrozenVersions}; {@link
 * io.github.goproxy4j.source.PublishedVersions}), a list does not. From then on the version is what its commit was: no ref
 * is looked at for it, and for all other questions its tag stands where it was published ({@code PublishedTags}). If that
 * commit is gone, or would have other content, the version is
 * {@link io.github.goproxy4j.repository.ModuleAccessException.Reason#GONE GONE}.
 *
 * <h2>GitLab's rules</h2>
 *
 * A host may choose those of GitLab's Go proxy instead ({@link io.github.goproxy4j.source.VersionRules}, {@code
 * GitLabRules}). They differ in names, versions and directories, and in nothing else; the content of a version, licence and
 * left out files included, is Go's.
 *
 * <p>A module's directory is all that its path has behind the root path, {@code vN} at the end included. A commit has the
 * module if there is a go.mod file in that directory and its module line, read as Go reads it, has the module's path
 * ({@code GitLabDirectories}); none is made up, and so there is no {@code +incompatible}. The tags have no prefix: each tag
 * that would be a version at the root is one of every module that its commit has and whose path allows its major version
 * ({@code GitLabVersions}). The list looks into each of those commits, and remembers what it has seen. The list of any other directory is empty,
 * whether a commit has the directory or not; nothing else of it is found. Queries, and the checks of pseudo-versions, are
 * Go's, with the tags of the whole repository: also one whose commit does not have the module can be the base of a
 * pseudo-version.
 *
 * <h2>Refusals</h2>
 *
 * They have the words of the {@code go} command. Of a module that is known, whatever the rules refuse is
 * {@link io.github.goproxy4j.repository.ModuleAccessException.Reason#INVALID INVALID} and a revision that does not exist is
 * {@code NOT_FOUND}; of a module that is not known, everything is {@code NOT_FOUND}. An object that must be there and
 * cannot be read is neither, but an {@code IOException}.
 */
@NullMarked
package io.github.goproxy4j.source;

import org.jspecify.annotations.NullMarked;
