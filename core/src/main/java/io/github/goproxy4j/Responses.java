package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes HTTP of answers: conditions, ranges, validators, cache control; the only place that does.
 *
 * <p>A file that is still being made has neither a length nor a tag. Who asks for the whole of it without conditions gets
 * what there is of it already; everybody else waits until it is made.
 */
final class Responses {
    private final RequestTrace trace;
    private final ProxyRequest request;
    private final Audience audience;

    Responses(RequestTrace trace, Audience audience) {
        this.trace = trace;
        this.request = trace.request();
        this.audience = audience;
    }

    /** The answer to {@code OPTIONS}, which says nothing about what is there. */
    ModuleResponse options() {
        Map<String, String> fields = common(Freshness.NO_STORE);
        fields.put("Allow", Refusal.ALLOW);
        return ModuleResponse.withoutBody(trace, 204, fields, OptionalLong.empty());
    }

    /**
     * Makes the response, which owns the answer's body from then on.
     *
     * @throws IOException if the body cannot be opened; it is closed then
     */
    ModuleResponse of(Answer answer) throws IOException {
        ModuleFile body = answer.body();
        ModuleResponse response = null;
        try {
            response = conditional(answer);
            return response;
        } finally {
            if (response == null || !response.isOf(body)) {
                ResponseBody.close(body);
            }
        }
    }

    /** Makes the response to any other request, as text or JSON. That it depends on the choice, caches are told. */
    ModuleResponse of(Refusal refusal) {
        boolean asJson = Accept.asksForJson(request.headers().values("Accept"));
        Map<String, String> fields = common(refusal.freshness());
        fields.merge("Vary", "Accept", (credentials, accept) -> credentials + ", " + accept);
        fields.put("Content-Type", (asJson ? ContentType.JSON : ContentType.TEXT).field());
        fields.putAll(refusal.fields());
        ModuleFile body = ModuleFile.of(asJson ? refusal.json() : refusal.text());
        try {
            return withBody(refusal.status(), fields, body, 0, body.size());
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    private ModuleResponse conditional(Answer answer) throws IOException {
        ModuleFile body = answer.body();
        if (body.size().isEmpty() && mustBeWhole()) {
            body.awaitSize();
        }
        Preconditions conditions = new Preconditions(body.tag(), body.lastModified());
        return switch (conditions.check(request.headers())) {
            case FAILED -> of(Refusal.preconditionFailed());
            case NOT_MODIFIED -> {
                Map<String, String> fields = common(answer.freshness());
                validators(body, fields);
                yield ModuleResponse.withoutBody(trace, 304, fields, OptionalLong.empty());
            }
            case PROCEED -> {
                Optional<ByteRange> range = range(conditions);
                yield range.isPresent() && body.size().orElse(0) > 0
                        ? part(answer, range.get(), body.size().getAsLong())
                        : whole(answer);
            }
        };
    }

    /** Whether it is to be known what the file will be before anything of it is sent. */
    private boolean mustBeWhole() {
        return !request.marksEnd() || !request.method().equals("GET") || Preconditions.areIn(request.headers());
    }

    /** RFC 9110 §14.2: a range is defined for GET only. */
    private Optional<ByteRange> range(Preconditions conditions) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        List<String> field = request.headers().values(ByteRange.FIELD);
        return !field.isEmpty() && conditions.allowRange(request.headers()) ? ByteRange.parse(field) : Optional.empty();
    }

    private ModuleResponse part(Answer answer, ByteRange range, long size) throws IOException {
        Optional<ByteRange.Slice> slice = range.within(size);
        if (slice.isEmpty()) {
            return of(Refusal.rangeNotSatisfiable(size));
        }
        long from = slice.get().from();
        long length = slice.get().length();
        Map<String, String> fields = ofFile(answer, true);
        fields.put("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + size);
        return withBody(206, fields, answer.body(), from, OptionalLong.of(length));
    }

    private ModuleResponse whole(Answer answer) throws IOException {
        ModuleFile file = answer.body();
        if (request.method().equals("HEAD")) {
            OptionalLong size = file.size();
            return ModuleResponse.withoutBody(trace, 200, ofFile(answer, size.isPresent()), size);
        }
        ResponseBody body = ResponseBody.open(new FileSlice(file, 0, file.size()));
        return ModuleResponse.withBody(
                trace, 200, ofFile(answer, body.slice().length().isPresent()), body);
    }

    private ModuleResponse withBody(
            int status, Map<String, String> fields, ModuleFile body, long from, OptionalLong length)
            throws IOException {
        if (request.method().equals("HEAD")) {
            return ModuleResponse.withoutBody(trace, status, fields, length);
        }
        return ModuleResponse.withBody(trace, status, fields, ResponseBody.open(new FileSlice(body, from, length)));
    }

    private Map<String, String> ofFile(Answer answer, boolean isMade) {
        Map<String, String> fields = common(answer.freshness());
        fields.put("Content-Type", answer.type().field());
        if (isMade) {
            validators(answer.body(), fields);
            fields.put("Accept-Ranges", "bytes");
        }
        return fields;
    }

    private static void validators(ModuleFile body, Map<String, String> fields) {
        Optional<StrongTag> tag = body.tag();
        if (tag.isPresent()) {
            fields.put("ETag", tag.get().quoted());
        }
        Optional<Instant> lastModified = body.lastModified();
        if (lastModified.isPresent()) {
            fields.put("Last-Modified", HttpDate.format(lastModified.get()));
        }
    }

    private Map<String, String> common(Freshness freshness) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Cache-Control", freshness.cacheControl(audience));
        if (audience == Audience.CALLER) {
            fields.put("Vary", Audience.CREDENTIAL_FIELDS);
        }
        fields.put("X-Content-Type-Options", "nosniff");
        return fields;
    }
}
