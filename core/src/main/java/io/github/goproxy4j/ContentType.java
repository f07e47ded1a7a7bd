package io.github.goproxy4j;

/** The media types of answers; {@code go} shows errors to its user only as plain text. */
enum ContentType {
    TEXT("text/plain; charset=utf-8"),
    HTML("text/html; charset=utf-8"),
    JSON("application/json"),
    ZIP("application/zip");

    private final String field;

    ContentType(String field) {
        this.field = field;
    }

    /** The value of the {@code Content-Type} field. */
    String field() {
        return field;
    }
}
