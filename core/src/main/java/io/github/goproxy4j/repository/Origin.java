package io.github.goproxy4j.repository;

import java.util.Optional;

/**
 * Where a version comes from in version control, as {@code go list -m -json} shows it.
 *
 * <p>It informs; no client checks it. It must hold nothing that callers of the project may not see: no path of the server.
 *
 * @param vcs the system, such as {@code git}
 * @param url the repository's public URL, or empty
 * @param subdir the module's directory in the repository, or empty for its root
 * @param hash the full commit id
 * @param ref the full name of the ref that was resolved, such as {@code refs/tags/v1.2.3}, or empty
 */
public record Origin(String vcs, Optional<String> url, Optional<String> subdir, String hash, Optional<String> ref) {}
