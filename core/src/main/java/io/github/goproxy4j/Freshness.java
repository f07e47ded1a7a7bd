package io.github.goproxy4j;

/** For how long a cache between the server and its clients may keep an answer. */
enum Freshness {
    /** A year: a version never changes. */
    IMMUTABLE("max-age=31536000, immutable"),
    /** A minute: lists, queries, and what is not there yet. */
    SHORT("max-age=60"),
    /** Not at all: failures, and what depends on more than the URL and the credentials. */
    NO_STORE("no-store");

    private final String directives;
    private final String forEverybody;
    private final String forCaller;

    Freshness(String directives) {
        this.directives = directives;
        this.forEverybody = Audience.EVERYBODY.directive() + ", " + directives;
        this.forCaller = Audience.CALLER.directive() + ", " + directives;
    }

    /** The value of the {@code Cache-Control} field for an answer that everybody gets, or that only this caller gets. */
    String cacheControl(Audience audience) {
        return this == NO_STORE ? directives : audience == Audience.EVERYBODY ? forEverybody : forCaller;
    }
}
