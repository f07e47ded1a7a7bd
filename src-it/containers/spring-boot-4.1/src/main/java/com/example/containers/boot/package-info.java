/** Spring Boot 4. */
@NullMarked
package com.example.containers.boot;

import org.jspecify.annotations.NullMarked;
