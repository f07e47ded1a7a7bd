/** Tomcat. */
@NullMarked
package com.example.containers.tomcat;

import org.jspecify.annotations.NullMarked;
