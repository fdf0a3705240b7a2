package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server's answers mean. Which of them pass is told as Argo 4.1.2 tells it. */
final class ApiProblems {
  static final String FORBIDDEN = "CLUSTER_FORBIDDEN";
  static final String UNAUTHORIZED = "CLUSTER_UNAUTHORIZED";
  static final String QUOTA = "CLUSTER_QUOTA";
  static final String REFUSED = "CLUSTER_POD_REFUSED";
  static final String NOT_FOUND = "CLUSTER_NOT_FOUND";
  static final String CONFLICT = "CLUSTER_CONFLICT";
  static final String UNREACHABLE = "CLUSTER_UNREACHABLE";

  private static final int MAX_MESSAGE = 1_000;

  private ApiProblems() {}

  /**
   * @param where what was to be done with what, such as {@code pod x}
   */
  static ProblemException of(KubernetesClientException e, String where) {
    return new ProblemException(problem(e, new Place.At(where)), e);
  }

  static boolean isAlreadyThere(KubernetesClientException e) {
    return e.getCode() == 409 && "AlreadyExists".equals(reason(e));
  }

  static boolean isNotFound(KubernetesClientException e) {
    return e.getCode() == 404;
  }

  /** Whether another try may do. */
  static boolean isTransient(KubernetesClientException e) {
    return problem(e, Place.NOWHERE).kind() == ProblemClass.TRANSIENT;
  }

  private static Problem problem(KubernetesClientException e, Place where) {
    String text = text(e);
    int code = e.getCode();
    if (code == 0 || code == 408 || code == 429 || code >= 500) {
      return new Problem(
          UNREACHABLE,
          ProblemClass.TRANSIENT,
          code == 0 ? "the API server can't be reached: " + text : text,
          where,
          "Look whether the cluster is up and can be reached from here");
    }
    return switch (code) {
      case 400, 422 ->
          denied(text)
              ? refused(text, where)
              : new Problem(
                  ClusterProblems.POD_INVALID, ProblemClass.CONFIGURATION, text, where, "");
      case 401 ->
          new Problem(
              UNAUTHORIZED,
              ProblemClass.PERMISSION,
              "the API server does not know who this is: " + text,
              where,
              "Log in again, or give another token");
      case 403 -> forbidden(text, where);
      case 404 -> new Problem(NOT_FOUND, ProblemClass.NOT_FOUND, text, where, "");
      // Two writers met; whoever comes again finds what the other one left.
      case 409 -> new Problem(CONFLICT, ProblemClass.TRANSIENT, text, where, "");
      default -> new Problem(REFUSED, ProblemClass.CONFIGURATION, text, where, "");
    };
  }

  private static Problem forbidden(String text, Place where) {
    if (text.contains("exceeded quota")) {
      return new Problem(
          QUOTA,
          ProblemClass.TRANSIENT,
          text,
          where,
          "Wait for other pods, ask for less, or have the quota raised");
    }
    boolean admission =
        denied(text)
            || text.contains("violates PodSecurity")
            || text.contains("service account")
            || text.contains("LimitRange")
            || text.contains("maximum ")
            || text.contains("minimum ")
            || text.contains("being terminated");
    if (admission) {
      return refused(text, where);
    }
    return new Problem(
        FORBIDDEN,
        ProblemClass.PERMISSION,
        text,
        where,
        "Give this user the rights that docs/kubernetes.md lists");
  }

  private static boolean denied(String text) {
    return text.contains("admission webhook") || text.contains("ValidatingAdmissionPolicy");
  }

  private static Problem refused(String text, Place where) {
    return new Problem(REFUSED, ProblemClass.CONFIGURATION, text, where, "");
  }

  private static String reason(KubernetesClientException e) {
    Status status = e.getStatus();
    return status == null || status.getReason() == null ? "" : status.getReason();
  }

  /** The server's own words, as Argo tells them; the library adds addresses. */
  private static String text(KubernetesClientException e) {
    Status status = e.getStatus();
    String text = status == null ? null : status.getMessage();
    if (text == null || text.isBlank()) {
      Throwable cause = e;
      while (cause.getCause() != null && cause.getCause() != cause) {
        cause = cause.getCause();
      }
      text = cause == e ? String.valueOf(e.getMessage()) : cause.toString();
    }
    return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
  }
}
