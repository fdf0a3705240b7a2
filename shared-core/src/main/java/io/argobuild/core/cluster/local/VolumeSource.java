package io.argobuild.core.cluster.local;

import java.nio.file.Path;

/** A volume as a file or folder of this machine. */
record VolumeSource(Path path, boolean readOnly) {}
