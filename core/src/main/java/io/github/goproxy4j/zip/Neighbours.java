package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The zips made before that are open while a new one is made. One thread uses it, but for what it found. */
final class Neighbours implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    /** No zips. */
    static final Neighbours NONE = new Neighbours(List.of());

    private final List<ZipReuse.Zip> zips;

    private Neighbours(List<ZipReuse.Zip> zips) {
        this.zips = zips;
    }

    /** Opens the zips that are like one; that there are none is never a reason not to make it. */
    static Neighbours of(ModuleId id, ZipReuse reuse) {
        try {
            return new Neighbours(List.copyOf(reuse.like(id)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("no zip can be reused for {}", id, e);
            return NONE;
        }
    }

    /** Finds a file's content, in a form that may be copied as it is. */
    PlannedFile.@Nullable Copy find(SourceFile file) {
        if (zips.isEmpty()) {
            return null;
        }
        Optional<ContentId> content = file.content();
        if (content.isEmpty()) {
            return null;
        }
        for (ZipReuse.Zip zip : zips) {
            Optional<ZipParts.Part> part = zip.parts().find(content.get());
            if (part.isPresent() && mayBeCopied(part.get())) {
                return new PlannedFile.Copy(zip, part.get());
            }
        }
        return null;
    }

    private static boolean mayBeCopied(ZipParts.Part part) {
        return part.isDeflated()
                && part.offset() >= 0
                && part.size() >= 0
                && part.size() <= ZipLimits.MAX_ZIP_BYTES
                && part.compressedSize() > 0
                && part.compressedSize() <= DeflateBound.of(part.size());
    }

    @Override
    public void close() {
        for (ZipReuse.Zip zip : zips) {
            try {
                zip.close();
            } catch (RuntimeException e) {
                LOG.warn("a zip that was reused cannot be closed", e);
            }
        }
    }
}
