/** Mounts goproxy4j in a servlet container. */
module io.github.goproxy4j.servlet {
    requires transitive io.github.goproxy4j.core;
    requires transitive jakarta.servlet;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.goproxy4j.servlet;
}
