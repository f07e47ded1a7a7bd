package io.github.goproxy4j.it;

import java.util.regex.Pattern;

/**
 * What a refusal says, whoever words it: the {@code go} command in direct mode, or the {@code go} command that quotes us.
 *
 * <p>The first kind whose pattern is found in the text is the one; so the reasons stand before what is said around them.
 */
enum RefusalKind {
    /** No refusal at all: what must never be said to a client that asks for what is not there. */
    FAILURE("(?<![0-9])5[0-9][0-9] |invalid response|400 Bad|connection|EOF|panic|internal error", false),
    /** The version had another content once. */
    GONE("was published from commit", true),
    /** The query cannot be one: the client says so itself, or we do where it asks. */
    MALFORMED_QUERY("disallowed version string|malformed module path \"|invalid char|can't use version", false),
    AMBIGUOUS_ID("ambiguous revision", false),
    NO_COMMIT("unexpected response from git log|does not lead to a commit", true),
    UNKNOWN_REVISION("unknown revision|no commits", true),
    NOT_A_TAG("is not a tag\\)", false),
    COMPATIBLE("\\+incompatible suffix not allowed", false),
    OTHER_MAJOR(
            "so module path must match major version|so major version must match|should be v[0-9]|major version .* does not match",
            false),
    PSEUDO_BASE_ON_COMMIT("is already canonical, so should not be replaced", false),
    PSEUDO_BASE_ABSENT("preceding tag \\(.*\\) not found", false),
    PSEUDO_NOT_DESCENDED("is not a descendent of preceding tag|not a descendent", false),
    PSEUDO_TIME("does not match version-control timestamp|malformed time|unable to parse|parsing time", false),
    PSEUDO_ID("is longer than canonical|is shorter than canonical|does not match short name", false),
    PSEUDO_FIRST_MAJOR("major version without preceding tag must be v0", false),
    PSEUDO_MALFORMED(
            "version before .* would have negative patch number|lacks base version|invalid pseudo-version", false),
    BOTH_DIRECTORIES("both have \\.\\.\\..* module paths", false),
    NO_MODULE_PATH("is missing module path", false),
    OTHER_MODULE_PATH("has non-\\.\\.\\.|has post-v[0-9]+ module path|has malformed module path", false),
    NO_GO_MOD("missing .*go\\.mod", false),
    CASE_COLLISION(
            "case-insensitive file name collision|multiple entries for file|both (a )?file and (a )?directory", false),
    GO_MOD_NAME(
            "go\\.mod files must have lowercase names|go\\.mod file not in module root|found file named .*, expected all lower-case go\\.mod",
            false),
    EXPORT("no valid working-tree-encodings", false),
    /** The client's own word after it has got the zip, which is the same whoever it got it from. */
    UNPACKED("modcache/.*: is a directory", false),
    FILE_NAME("malformed file path|invalid path|duplicate path|invalid UTF-8|not valid UTF-8", false),
    /** The client's own word for that none of what there is fits. */
    NO_VERSION("no matching versions|no module |not found: module|404 Not Found", true);

    private final Pattern words;
    private final boolean absent;

    RefusalKind(String words, boolean absent) {
        this.words = Pattern.compile(words);
        this.absent = absent;
    }

    /** Whether what was asked for does not exist; else it exists, and the rules refuse it. */
    boolean isAbsent() {
        return absent;
    }

    static RefusalKind of(String text) {
        for (RefusalKind kind : values()) {
            if (kind.words.matcher(text).find()) {
                return kind;
            }
        }
        throw new AssertionError("a refusal of no known kind: " + text);
    }
}
