package io.argobuild.core.cluster;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The problems clusters have in common, by code. */
public final class ClusterProblems {
  public static final String POD_INVALID = "CLUSTER_POD_INVALID";
  public static final String POD_UNSUPPORTED = "CLUSTER_POD_UNSUPPORTED";
  public static final String POD_NOT_FOUND = "CLUSTER_POD_NOT_FOUND";
  public static final String CONTAINER_NOT_FOUND = "CLUSTER_CONTAINER_NOT_FOUND";
  public static final String VOLUME_UNSUPPORTED = "CLUSTER_VOLUME_UNSUPPORTED";
  public static final String VOLUME_NOT_FOUND = "CLUSTER_VOLUME_NOT_FOUND";
  public static final String CLAIM_INVALID = "CLUSTER_CLAIM_INVALID";
  public static final String ENTRYPOINT_UNKNOWN = "CLUSTER_ENTRYPOINT_UNKNOWN";
  public static final String LOG_POSITION_INVALID = "CLUSTER_LOG_POSITION_INVALID";
  public static final String NO_RUNTIME = "CLUSTER_NO_RUNTIME";
  public static final String IO = "CLUSTER_IO";
  public static final String CLOSED = "CLUSTER_CLOSED";

  /** Notice that images are ignored. */
  public static final String IMAGES_IGNORED = "CLUSTER_IMAGES_IGNORED";

  private ClusterProblems() {}

  public static ProblemException configuration(
      String code, String pod, String message, String nextStep) {
    return problem(code, ProblemClass.CONFIGURATION, pod, message, nextStep, null);
  }

  public static ProblemException podNotFound(String pod) {
    return problem(POD_NOT_FOUND, ProblemClass.NOT_FOUND, pod, "there is no such pod", "", null);
  }

  public static ProblemException containerNotFound(String pod, String container) {
    return problem(
        CONTAINER_NOT_FOUND,
        ProblemClass.NOT_FOUND,
        pod,
        "it has no container " + container,
        "",
        null);
  }

  public static ProblemException io(String pod, String what, Exception cause) {
    String detail = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return problem(
        IO,
        ProblemClass.TRANSIENT,
        pod,
        what + ": " + detail,
        "Look whether the work folder's disk is full and this user may write there",
        cause);
  }

  public static ProblemException closed() {
    return new ProblemException(
        new Problem(
            CLOSED,
            ProblemClass.INTERNAL,
            "the connection to the cluster was closed",
            Place.NOWHERE,
            ""));
  }

  private static ProblemException problem(
      String code,
      ProblemClass kind,
      String pod,
      String message,
      String nextStep,
      @Nullable Exception cause) {
    Place place = pod.isEmpty() ? Place.NOWHERE : new Place.At("pod " + pod);
    return new ProblemException(new Problem(code, kind, message, place, nextStep), cause);
  }
}
