package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where a repository keeps its files.
 *
 * @param git what belongs to this work tree, {@code HEAD} above all
 * @param common what all work trees share: objects, refs, configuration; mostly the same directory
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
record GitDirectory(Path git, Path common) {
    private static final int MAX_POINTER_BYTES = 8192;

    /** Finds them from a bare repository, a work tree, a linked work tree or a {@code .git} directory. */
    static GitDirectory find(Path path) throws GitRepositoryException {
        Path start = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(start)) {
            throw new GitRepositoryException(
                    Files.exists(start) ? "not a directory: " + path : "no such directory: " + path);
        }
        try {
            Path dotGit = start.resolve(".git");
            Path git = start;
            if (Files.isDirectory(dotGit)) {
                git = dotGit;
            } else if (Files.isRegularFile(dotGit)) {
                git = follow(start, "gitdir:", dotGit);
            }
            Path commonFile = git.resolve("commondir");
            Path common = Files.isRegularFile(commonFile) ? follow(git, "", commonFile) : git;
            GitDirectory found = new GitDirectory(git, common);
            if (!found.isComplete()) {
                throw new GitRepositoryException("not a git repository: " + path);
            }
            return found;
        } catch (GitRepositoryException e) {
            throw e;
        } catch (IOException | InvalidPathException e) {
            throw new GitRepositoryException("not a readable git repository: " + path, e);
        }
    }

    private static Path follow(Path from, String label, Path pointer) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(pointer)) {
            text = new String(in.readNBytes(MAX_POINTER_BYTES), StandardCharsets.UTF_8);
        }
        if (!text.startsWith(label)) {
            throw new IOException("not a pointer to a git directory");
        }
        return from.resolve(text.substring(label.length()).strip()).normalize();
    }

    /** Tells whether there is a repository: git's own test, {@code is_git_directory}. */
    boolean isComplete() {
        // HEAD may be a link to a branch that has no commit yet, so it is not followed.
        return Files.exists(git.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(common.resolve("objects"))
                && Files.isDirectory(common.resolve("refs"));
    }

    void requireComplete() throws IOException {
        if (!isComplete()) {
            throw new IOException("the git repository is not where it was opened");
        }
    }

    /** Where its own objects are. */
    Path objects() {
        return common.resolve("objects");
    }
}
