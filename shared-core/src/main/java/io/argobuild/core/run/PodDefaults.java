package io.argobuild.core.run;

import io.argobuild.core.pod.PodSettings;
import java.time.Duration;

/**
 * What a user settles for all pods of a cluster.
 *
 * @param helperImage image with sh, tar, gzip and curl, which fetches inputs and stores outputs
 * @param shellImage image with a static {@code /bin/busybox}, which is copied into pods
 * @param imagePullPolicy of both; empty for Kubernetes' default
 * @param pendingLimit how long a pod may take to start where the manifest says nothing; zero for
 *     any time
 */
public record PodDefaults(
    String helperImage, String shellImage, String imagePullPolicy, Duration pendingLimit) {

  public static final String HELPER_IMAGE = PodSettings.DEFAULT_HELPER_IMAGE;
  public static final String SHELL_IMAGE = PodSettings.DEFAULT_SHELL_IMAGE;

  public static final PodDefaults DEFAULT =
      new PodDefaults(HELPER_IMAGE, SHELL_IMAGE, "", Duration.ofMinutes(30));
}
