/** Proofs of the whole: real clients against real servers, over real HTTP. */
package io.github.goproxy4j.it;
