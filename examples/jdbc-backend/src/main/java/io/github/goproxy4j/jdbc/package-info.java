/** An example of a backend: Go modules in a relational database, with a command to publish them and a server. */
@NullMarked
package io.github.goproxy4j.jdbc;

import org.jspecify.annotations.NullMarked;
