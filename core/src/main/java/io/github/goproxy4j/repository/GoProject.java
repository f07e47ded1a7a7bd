package io.github.goproxy4j.repository;

/**
 * A project that a caller may read: its modules, and what the server must know to treat its answers rightly. It may also be
 * several projects as one, see {@link GoProjects}.
 *
 * @param key a text that is the same for the same modules whoever asks and however they were named, and another one for
 *     other modules: caches use it, and never see a caller. For several projects as one it says whose, or which, because
 *     callers that may read different projects must not share it
 * @param anonymousMayRead whether callers without credentials may read it; then what it has is the same for whoever may, and
 *     answers are marked as public; if not, as private to the caller. For several projects as one it is true only if all of these are public
 *     and nobody is served more
 * @param modules the project's modules
 */
public record GoProject(String key, boolean anonymousMayRead, GoModuleRepository modules) {}
