package io.github.goproxy4j.module;

import org.jspecify.annotations.Nullable;

/**
 * What a client may ask for in place of a version: a canonical version, the text of a revision, {@code latest}, or the
 * tip of the default branch.
 *
 * @see <a href="https://go.dev/ref/mod#version-queries">Go Modules Reference, Version queries</a>
 */
public sealed interface VersionQuery {
    /** The newest version worth using: {@code @latest}. */
    VersionQuery LATEST = Named.LATEST;

    /** The tip of the default branch: {@code HEAD}. */
    VersionQuery HEAD = Named.HEAD;

    /**
     * A canonical version; the answer has exactly that version.
     *
     * @param version the version
     */
    record Exact(ModuleVersion version) implements VersionQuery {
        @Override
        public String text() {
            return version.toString();
        }

        @Override
        public String encoded() {
            return CaseEscape.encode(text());
        }
    }

    /**
     * A text that is resolved to a version: a branch, a tag, a commit id, or a version that is not canonical.
     *
     * @param text one element of a file path, without slash and exclamation mark, as Go's {@code EscapeVersion} demands
     */
    record Revision(String text) implements VersionQuery {
        /**
         * Creates the query.
         *
         * @param text the text
         * @throws ModuleSyntaxException if the text cannot be a query, or is one of the other kinds
         */
        public Revision {
            PathRules.checkVersionElement(text).ifPresent(reason -> {
                throw new ModuleSyntaxException(reason + " " + GoText.quote(text));
            });
            if (ModuleVersion.find(text).isPresent() || Named.find(text) != null) {
                throw new ModuleSyntaxException(GoText.quote(text) + " is not a revision query");
            }
        }

        @Override
        public String encoded() {
            return CaseEscape.encode(text);
        }
    }

    /** The queries that have a name of their own. */
    enum Named implements VersionQuery {
        /** {@link VersionQuery#LATEST}. */
        LATEST("latest"),
        /** {@link VersionQuery#HEAD}. */
        HEAD("HEAD");

        private final String text;

        Named(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String encoded() {
            return CaseEscape.encode(text);
        }

        static @Nullable Named find(String text) {
            return text.equals(LATEST.text) ? LATEST : text.equals(HEAD.text) ? HEAD : null;
        }
    }

    /**
     * Returns the plain text of the query.
     *
     * @return the text that {@link #parse} reads as this query
     */
    String text();

    /**
     * Reads a query.
     *
     * @param text the plain text
     * @return the query
     * @throws ModuleSyntaxException if Go would not send such a query to a proxy
     */
    static VersionQuery parse(String text) {
        Named named = Named.find(text);
        if (named != null) {
            return named;
        }
        return ModuleVersion.find(text).<VersionQuery>map(Exact::new).orElseGet(() -> new Revision(text));
    }

    /**
     * Reads the escaped form of a query, as it stands in URLs and file names.
     *
     * @param escaped the escaped text
     * @return the query
     * @throws ModuleSyntaxException if it is not the escaped form of a query
     */
    static VersionQuery decode(String escaped) {
        return parse(CaseEscape.decode("version", escaped));
    }

    /**
     * Returns the escaped form, for URLs and file names.
     *
     * @return the escaped text
     */
    String encoded();
}
