/** Keeps Go modules on a disk and in memory, in front of any repository of them. */
module io.github.goproxy4j.store {
    requires transitive io.github.goproxy4j.core;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.goproxy4j.store;
}
