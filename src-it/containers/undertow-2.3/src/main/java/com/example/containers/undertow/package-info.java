/** Undertow. */
@NullMarked
package com.example.containers.undertow;

import org.jspecify.annotations.NullMarked;
