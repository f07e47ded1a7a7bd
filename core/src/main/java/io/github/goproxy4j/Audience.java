package io.github.goproxy4j;

/** Who gets the same answer: everybody, or only callers with the same credentials. */
enum Audience {
    EVERYBODY("public"),
    CALLER("private");

    /** The fields that may carry credentials, see {@code CredentialHeaders}. */
    static final String CREDENTIAL_FIELDS = "PRIVATE-TOKEN, JOB-TOKEN, Deploy-Token, Authorization";

    private final String directive;

    Audience(String directive) {
        this.directive = directive;
    }

    String directive() {
        return directive;
    }
}
