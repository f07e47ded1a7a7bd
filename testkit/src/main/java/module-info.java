/** The contract of the interfaces that a host implements, as tests to extend. */
module io.github.goproxy4j.testkit {
    requires java.management;
    requires transitive io.github.goproxy4j.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports io.github.goproxy4j.testkit;

    // The rules are package-private, so that nobody overrides one; JUnit runs them all the same.
    opens io.github.goproxy4j.testkit to
            org.junit.platform.commons;
}
