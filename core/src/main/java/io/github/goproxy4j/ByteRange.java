package io.github.goproxy4j;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one range of bytes that a request asks for (RFC 9110 §14.1.2).
 *
 * @param first the first byte; empty if the last ones are asked for
 * @param last the last byte, or how many of the last ones; empty if all from the first one on are asked for
 */
record ByteRange(OptionalLong first, OptionalLong last) {
    /** The name of the field. */
    static final String FIELD = "Range";

    private static final Pattern FORM = Pattern.compile("[ \t]*(?i:bytes)=[ \t]*([0-9]*)-([0-9]*)[ \t]*");
    private static final int LONGEST_NUMBER = 18;

    /**
     * Reads the {@code Range} field: empty where it is missing, malformed, in another unit, or has several ranges, all of
     * which a server may ignore.
     */
    static Optional<ByteRange> parse(List<String> field) {
        Matcher form = FORM.matcher(field.size() == 1 ? field.get(0) : "");
        if (!form.matches()) {
            return Optional.empty();
        }
        ByteRange range = new ByteRange(number(form.group(1)), number(form.group(2)));
        boolean neither = range.first.isEmpty() && range.last.isEmpty();
        boolean backwards =
                range.first.isPresent() && range.last.isPresent() && range.first.getAsLong() > range.last.getAsLong();
        return neither || backwards ? Optional.empty() : Optional.of(range);
    }

    /** A number too large for any file is as good as the largest one. */
    private static OptionalLong number(String digits) {
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return OptionalLong.of(significant.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(significant));
    }

    /** A range of the bytes that there are, with at least one byte. */
    record Slice(long from, long length) {}

    /** What of so many bytes is meant, or empty where no byte is: the range cannot be satisfied. */
    Optional<Slice> within(long size) {
        if (first.isEmpty()) {
            long count = Math.min(last.orElseThrow(), size);
            return count == 0 ? Optional.empty() : Optional.of(new Slice(size - count, count));
        }
        long from = first.getAsLong();
        if (from >= size) {
            return Optional.empty();
        }
        return Optional.of(new Slice(from, Math.min(last.orElse(size - 1), size - 1) - from + 1));
    }
}
