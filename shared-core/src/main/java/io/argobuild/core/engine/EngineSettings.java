package io.argobuild.core.engine;

import io.argobuild.core.pod.PodSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the user of this engine has settled for all workflows.
 *
 * @param pods how pods are made
 * @param pendingLimit how long a pod may stay pending where the manifest says nothing; null for any
 *     time
 */
public record EngineSettings(PodSettings pods, @Nullable Duration pendingLimit) {}
