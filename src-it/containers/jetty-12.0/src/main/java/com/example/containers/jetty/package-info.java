/** Jetty, EE 10. */
@NullMarked
package com.example.containers.jetty;

import org.jspecify.annotations.NullMarked;
