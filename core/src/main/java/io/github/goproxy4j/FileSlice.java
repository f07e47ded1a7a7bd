package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import java.util.OptionalLong;

/**
 * The part of a file that is a response's body, for a server that can send files faster than through a stream.
 *
 * @param file the file; the response closes it
 * @param from the offset of the first byte
 * @param length how many bytes, or empty for all there will be
 */
public record FileSlice(ModuleFile file, long from, OptionalLong length) {}
