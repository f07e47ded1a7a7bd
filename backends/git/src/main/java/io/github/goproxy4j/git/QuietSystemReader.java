package io.github.goproxy4j.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** JGit's view of the machine without its git: no configuration outside repositories, no {@code GIT_*} variables. */
final class QuietSystemReader extends SystemReader.Delegate {
    QuietSystemReader(SystemReader machine) {
        super(machine);
    }

    @Override
    public @Nullable String getenv(String variable) {
        boolean git = variable.startsWith("GIT_") || variable.equals("XDG_CONFIG_HOME");
        return git ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Preset(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Preset(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Preset(parent, fs);
    }

    @Override
    public StoredConfig getUserConfig() {
        return new Preset(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
        return new Preset(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
        return new Preset(null, FS.DETECTED);
    }

    /** A configuration without a file, which knows what JGit would otherwise measure on the disk. */
    private static final class Preset extends FileBasedConfig {
        Preset(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long defaultValue, TimeUnit wantUnit) {
            if (!section.equals("filesystem")) {
                return super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
            }
            return name.equalsIgnoreCase("timestampResolution") ? wantUnit.convert(Duration.ofMillis(10)) : 0;
        }
    }
}
