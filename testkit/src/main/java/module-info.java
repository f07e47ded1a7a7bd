/** The contract of the interfaces that a host implements, as tests to extend. */
module io.github.goproxy4j.testkit {
    requires transitive io.github.goproxy4j.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static transitive org.jspecify;
}
