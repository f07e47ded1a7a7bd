/** Serves Go modules: the door, the resolvers and the interfaces that a host implements. */
module io.github.goproxy4j.core {
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.compress;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.goproxy4j;
    exports io.github.goproxy4j.auth;
    exports io.github.goproxy4j.directory;
    exports io.github.goproxy4j.module;
    exports io.github.goproxy4j.repository;
    exports io.github.goproxy4j.resolve;
    exports io.github.goproxy4j.zip;
}
