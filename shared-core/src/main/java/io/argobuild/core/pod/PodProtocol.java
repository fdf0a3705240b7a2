package io.argobuild.core.pod;

import java.util.Set;

/** Names that a pod, its scripts and its readers agree on; see docs/pod-protocol.md. */
public final class PodProtocol {
  /** Label with the workflow's name. */
  public static final String WORKFLOW_LABEL = "argo-build/workflow";

  /** Label ({@code "true"}) of an exit handler's pods. */
  public static final String ON_EXIT_LABEL = "argo-build/on-exit";

  public static final String NODE_ID_ANNOTATION = "argo-build/node-id";
  public static final String NODE_NAME_ANNOTATION = "argo-build/node-name";

  /** Annotation ({@code "true"}) of pods that run until they are told to end. */
  public static final String DAEMON_ANNOTATION = "argo-build/daemon";

  /**
   * Annotation that says how {@code collect} learns of main's end: {@link #BY_FIFO} or {@link
   * #BY_SIGNAL}.
   */
  public static final String COLLECT_ANNOTATION = "argo-build/collect";

  /**
   * Annotation of pods that a cluster ended on demand by a deadline; what their status says of a
   * deadline does not count then.
   */
  public static final String ENDED_ANNOTATION = "argo-build/ended";

  public static final String BY_FIFO = "fifo";
  public static final String BY_SIGNAL = "signal";

  /**
   * Container that prepares a pod. Argo's name, which its users cannot give to a container of their
   * own, and which stands in messages.
   */
  public static final String PREPARE = "init";

  /** Container that collects what a pod leaves; Argo's name, as that of {@link #PREPARE}. */
  public static final String COLLECT = "wait";

  /** Init container that copies a static shell into the pod. */
  public static final String SHELL = "argo-shell";

  public static final String MAIN = "main";

  /** Exit code of everything that is not the user's program (Argo 4.1.2). */
  public static final int EXECUTOR_FAILURE = 64;

  /** A user's script, in main. */
  public static final String SCRIPT_PATH = "/argo/staging/script";

  /** Our folder in a pod. */
  public static final String ROOT = "/argo";

  static final String WRAPPER_PATH = "/argo/wrap";

  /** A static shell, in pods that have container {@link #SHELL}. */
  public static final String BUSYBOX_PATH = "/argo/busybox";

  static final String INPUTS = "/argo-inputs";
  static final String TRANSFERS = "/argo-transfers";
  static final String ARTIFACTS = "/argo-artifacts";

  /** Where prepare and collect see main's volumes (Argo 4.1.2). */
  static final String MIRROR = "/mainctrfs";

  private static final Set<String> HELPERS = Set.of(PREPARE, COLLECT, SHELL);

  private PodProtocol() {}

  /** Whether a container is ours and not the user's. */
  public static boolean isHelper(String container) {
    return HELPERS.contains(container);
  }
}
