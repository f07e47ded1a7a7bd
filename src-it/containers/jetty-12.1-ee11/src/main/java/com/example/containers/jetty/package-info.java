/** Jetty, EE 11. */
@NullMarked
package com.example.containers.jetty;

import org.jspecify.annotations.NullMarked;
