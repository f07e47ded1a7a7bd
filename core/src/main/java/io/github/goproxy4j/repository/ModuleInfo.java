package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version: its name, the time of its commit, its origin, and, where the source published an
 * {@code .info} file, the bytes of that file.
 *
 * <p>Published bytes are served as they are, so they need hold no more than a JSON object: then version and time may be
 * missing here. An info made by {@link #of} has both, and the server writes it in the one form it has. Immutable.
 */
public final class ModuleInfo {
    private final Optional<ModuleVersion> version;
    private final Optional<OffsetDateTime> time;
    private final Optional<Origin> origin;
    private final byte @Nullable [] published;

    /** Made once; if by several threads, then of the same bytes. */
    private volatile @Nullable ModuleBytes file;

    private ModuleInfo(
            Optional<ModuleVersion> version,
            Optional<OffsetDateTime> time,
            Optional<Origin> origin,
            byte @Nullable [] published) {
        this.version = version;
        this.time = time;
        this.origin = origin;
        this.published = published;
    }

    /**
     * Returns an info for the server to write.
     *
     * @param version the version
     * @param time the time of its commit, cut to seconds
     * @return the info
     */
    public static ModuleInfo of(ModuleVersion version, Instant time) {
        return new ModuleInfo(Optional.of(version), Optional.of(utc(time)), Optional.empty(), null);
    }

    /**
     * Returns an info with an origin for the server to write.
     *
     * @param version the version
     * @param time the time of its commit, cut to seconds
     * @param origin where the version comes from
     * @return the info
     */
    public static ModuleInfo of(ModuleVersion version, Instant time, Origin origin) {
        return new ModuleInfo(Optional.of(version), Optional.of(utc(time)), Optional.of(origin), null);
    }

    /**
     * Returns an info that was published as a file.
     *
     * @param json the file's bytes, to be served as they are
     * @return the info, with the version and time that the file has in readable form
     * @throws IOException if the bytes are not one JSON object in UTF-8
     */
    public static ModuleInfo published(byte[] json) throws IOException {
        byte[] copy = json.clone();
        InfoJson.Parsed parsed = InfoJson.parse(copy);
        return new ModuleInfo(parsed.version(), parsed.time(), parsed.origin(), copy);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }

    /**
     * Returns the version.
     *
     * @return the version; empty only if a published file names none that is canonical
     */
    public Optional<ModuleVersion> version() {
        return version;
    }

    /**
     * Returns the time of the commit, with the offset it was published with.
     *
     * @return the time; empty only if a published file has none that is readable
     */
    public Optional<OffsetDateTime> time() {
        return time;
    }

    /**
     * Returns where the version comes from.
     *
     * @return the origin, or empty if it is not known
     */
    public Optional<Origin> origin() {
        return origin;
    }

    /**
     * Tells whether the info was published as a file, so that it is served as it is.
     *
     * @return whether {@link #toJson} returns published bytes
     */
    public boolean isPublished() {
        return published != null;
    }

    /**
     * Returns the JSON to serve: the published bytes, or those of the one writer that there is.
     *
     * @return a new array
     */
    public byte[] toJson() {
        return published != null ? published.clone() : InfoJson.write(this);
    }

    /**
     * Returns the JSON to serve as a file, whose bytes and tag are made once.
     *
     * @return a lease of what {@link #toJson} returns, which the caller closes
     */
    public ModuleFile file() {
        return bytes().lease();
    }

    /**
     * Returns the JSON to serve as bytes in memory.
     *
     * @return what {@link #toJson} returns
     */
    public ModuleBytes bytes() {
        ModuleBytes made = file;
        if (made == null) {
            made = ModuleBytes.of(toJson());
            file = made;
        }
        return made;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleInfo that
                && version.equals(that.version)
                && time.equals(that.time)
                && origin.equals(that.origin)
                && Arrays.equals(published, that.published);
    }

    @Override
    public int hashCode() {
        return version.hashCode() * 31 + time.hashCode();
    }

    @Override
    public String toString() {
        return "ModuleInfo[version=" + version + ", time=" + time + "]";
    }
}
