package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.util.Optional;

/**
 * The rule that a version never changes: the first answer publishes it, every later one starts from the commit that was
 * published, and one whose content would differ is not given.
 *
 * <p>Of a published version no ref is looked at, nor whether its base is still a tag: that was right when it was published.
 */
final class FrozenVersions {
    /** As many modules are asked about in turn without going through their published versions again. */
    private static final int MODULES = 256;

    private final SourceRepository source;
    private final GoModFiles goMods;
    private final ModuleRules rules;
    private final PublishedVersions published;
    private final BoundedCache<ModulePath, PublishedTags.Known> tags = new BoundedCache<>(MODULES);

    FrozenVersions(SourceRepository source, GoModFiles goMods, ModuleRules rules, PublishedVersions published) {
        this.source = source;
        this.goMods = goMods;
        this.rules = rules;
        this.published = published;
    }

    /** The tags of a module as its published versions leave them. */
    PublishedTags tags(ModuleLocation location) {
        return new PublishedTags(published, location, tags);
    }

    /**
     * Finds a published version where it was published.
     *
     * @param asked the version, which may lack the {@code +incompatible} that the module's path demands
     * @return the version, or empty if it has not been published, or may not be asked for in this way
     */
    Optional<FrozenVersion> find(ModuleLocation location, ModuleVersion asked)
            throws ModuleAccessException, IOException {
        Optional<ModuleId> id = idOf(location.module(), asked);
        Optional<PublishedVersion> then = id.isPresent() ? published.find(id.get()) : Optional.empty();
        if (then.isEmpty()) {
            return Optional.empty();
        }
        ModuleVersion version = id.get().version();
        ResolvedVersion resolved = locate(location, version, then.get());
        if (!asked.equals(version)) {
            IncompatibleUse use =
                    new IncompatibleUse(goMods, location, then.get().commit(), Optional.of(asked.toString()));
            if (!use.allows(asked)) {
                return Optional.empty();
            }
        }
        return Optional.of(new FrozenVersion(location.module(), resolved, then));
    }

    private static Optional<ModuleId> idOf(ModulePath module, ModuleVersion asked) {
        if (module.checkMajor(asked.semver()).isEmpty()) {
            return Optional.of(new ModuleId(module, asked));
        }
        try {
            return Optional.of(new ModuleId(module, ModuleVersion.parse(asked + ModuleVersion.INCOMPATIBLE)));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses a published version whose commit is gone; to be asked again where reading it has failed, as it may have gone
     * meanwhile.
     */
    void requireThere(ModuleLocation location, ModuleVersion asked) throws ModuleAccessException, IOException {
        Optional<ModuleId> id = idOf(location.module(), asked);
        Optional<PublishedVersion> then = id.isPresent() ? published.find(id.get()) : Optional.empty();
        if (then.isPresent()) {
            requireThere(id.get().version(), then.get());
        }
    }

    private void requireThere(ModuleVersion version, PublishedVersion then) throws ModuleAccessException, IOException {
        if (source.isGone(then.commit())) {
            throw Refusal.gone(version, then.commit());
        }
    }

    private ResolvedVersion locate(ModuleLocation location, ModuleVersion version, PublishedVersion then)
            throws ModuleAccessException, IOException {
        requireThere(version, then);
        Revision revision = Revision.ofVersion(location, version, new Commit(then.commit(), then.time()));
        try {
            ModuleDirectory directory = rules.directories(location).find(then.commit(), version.toString());
            return new ResolvedVersion(version, revision, directory);
        } catch (ModuleAccessException refused) {
            throw Refusal.changed(version, then.commit(), "no module (" + refused.getMessage() + ")");
        }
    }

    /**
     * Publishes a version, after its answer has been made and before it is given.
     *
     * @param zip the hash of the zip, if the answer is the zip
     * @return whether the answer may be given; if not, another commit was published as this version in the meantime
     * @throws ModuleAccessException if the version was published with other content
     * @throws IOException if it cannot be published
     */
    boolean publish(FrozenVersion version, Optional<ModuleHash> zip) throws ModuleAccessException, IOException {
        PublishedVersion now = version.content(zip);
        Optional<PublishedVersion> known =
                version.published().filter(then -> zip.isEmpty() || then.zip().isPresent());
        PublishedVersion then = known.isPresent() ? known.get() : published.publish(version.id(), now);
        if (!then.commit().equals(now.commit())) {
            return false;
        }
        if (!then.mod().equals(now.mod())) {
            throw Refusal.changed(version.id().version(), then.commit(), "another go.mod");
        }
        if (zip.isPresent() && then.zip().isPresent() && !then.zip().equals(zip)) {
            throw Refusal.changed(version.id().version(), then.commit(), "another zip");
        }
        return true;
    }
}
