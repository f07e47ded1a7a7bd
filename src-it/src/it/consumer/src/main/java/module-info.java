/** A host application. */
module com.example.consumer {
    requires io.github.goproxy4j.servlet;
    requires io.github.goproxy4j.git;
    requires java.net.http;
    requires org.eclipse.jetty.ee11.servlet;
}
