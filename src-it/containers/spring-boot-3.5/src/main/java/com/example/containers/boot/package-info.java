/** Spring Boot 3. */
@NullMarked
package com.example.containers.boot;

import org.jspecify.annotations.NullMarked;
