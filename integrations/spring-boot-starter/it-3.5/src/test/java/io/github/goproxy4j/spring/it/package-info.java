/** The starter in applications of each line of Spring Boot: the module {@code it-4.1} runs the tests of {@code it-3.5}. */
package io.github.goproxy4j.spring.it;
