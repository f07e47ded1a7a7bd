package io.github.goproxy4j.repository;

/**
 * A project that a caller may read: its modules, and what the server must know to treat its answers rightly.
 *
 * @param key a text that is the same for the same project whoever asks and however it was named: caches use it, and never
 *     see a caller
 * @param anonymousMayRead whether everybody gets the same answers without any credentials; if not, answers are marked as
 *     private to the caller
 * @param modules the project's modules
 */
public record GoProject(String key, boolean anonymousMayRead, GoModuleRepository modules) {}
