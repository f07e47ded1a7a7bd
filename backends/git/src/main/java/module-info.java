/** Serves git repositories on disk as Go modules. */
module io.github.goproxy4j.git {
    requires transitive io.github.goproxy4j.source;
    requires org.eclipse.jgit;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.goproxy4j.git;
}
