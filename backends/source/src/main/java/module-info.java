/** Go's rules from a tree with versions to modules. */
module io.github.goproxy4j.source {
    exports io.github.goproxy4j.source;

    requires transitive io.github.goproxy4j.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
