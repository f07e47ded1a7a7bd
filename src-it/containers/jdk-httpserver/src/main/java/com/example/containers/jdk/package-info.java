/** The HTTP server of the JDK. */
@NullMarked
package com.example.containers.jdk;

import org.jspecify.annotations.NullMarked;
