package io.argobuild.core.cluster.objects;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectKind;
import io.argobuild.core.resource.ObjectRef;

/** What can be wrong with objects, in kubectl's words. */
public final class ObjectProblems {
  public static final String NOT_FOUND = "CLUSTER_OBJECT_NOT_FOUND";
  public static final String EXISTS = "CLUSTER_OBJECT_EXISTS";
  public static final String INVALID = "CLUSTER_OBJECT_INVALID";
  public static final String CONFLICT = "CLUSTER_OBJECT_CONFLICT";
  public static final String UNKNOWN_TYPE = "CLUSTER_OBJECT_TYPE_UNKNOWN";
  public static final String UNSUPPORTED = "CLUSTER_OBJECT_UNSUPPORTED";
  public static final String ENDS = "CLUSTER_OBJECT_ENDS";
  public static final String IO = "CLUSTER_OBJECT_IO";

  private ObjectProblems() {}

  public static ProblemException notFound(ObjectRef object) {
    return problem(
        NOT_FOUND,
        ProblemClass.NOT_FOUND,
        object,
        "Error from server (NotFound): " + named(object) + " not found");
  }

  /** One that was there before; the message is the API server's. */
  public static ProblemException gone(ObjectRef object) {
    return problem(NOT_FOUND, ProblemClass.NOT_FOUND, object, named(object) + " not found");
  }

  public static ProblemException exists(ObjectRef object) {
    return problem(
        EXISTS,
        ProblemClass.CONFIGURATION,
        object,
        "Error from server (AlreadyExists): error when creating \"/tmp/manifest.yaml\": "
            + named(object)
            + " already exists");
  }

  /**
   * Whoever wants to change it has not seen its latest state.
   *
   * @param action as {@code replacing} or {@code applying patch for}
   */
  public static ProblemException conflict(ObjectRef object, String action) {
    return problem(
        CONFLICT,
        ProblemClass.CONFIGURATION,
        object,
        "Error from server (Conflict): error when "
            + action
            + " \"/tmp/manifest.yaml\": Operation cannot be fulfilled on "
            + named(object)
            + ": the object has been modified; please apply your changes to the latest version and"
            + " try again");
  }

  public static ProblemException invalid(ObjectRef object, String why) {
    return problem(
        INVALID,
        ProblemClass.CONFIGURATION,
        object,
        "The " + object.kind() + " \"" + object.name() + "\" is invalid: " + why);
  }

  static ProblemException malformed(ObjectRef object, String message) {
    return problem(INVALID, ProblemClass.CONFIGURATION, object, message);
  }

  /** The cluster has no such kind, or not yet. */
  public static ProblemException unknownKind(ObjectRef object) {
    return problem(
        UNKNOWN_TYPE,
        ProblemClass.CONFIGURATION,
        object,
        ("error: resource mapping not found for name: \"%s\" namespace: \"%s\" from"
                + " \"/tmp/manifest.yaml\": no matches for kind \"%s\" in version \"%s\"; ensure"
                + " CRDs are installed first")
            .formatted(object.name(), object.namespace(), object.kind(), object.apiVersion()));
  }

  public static ProblemException unknownType(String type) {
    return new ProblemException(
        new Problem(
            UNKNOWN_TYPE,
            ProblemClass.CONFIGURATION,
            "error: the server doesn't have a resource type \"" + type + "\"",
            Place.NOWHERE,
            ""));
  }

  /** It is deleted, and not gone yet. */
  public static ProblemException ends(ObjectRef object) {
    return new ProblemException(
        new Problem(
            ENDS,
            ProblemClass.TRANSIENT,
            "error: timed out waiting for " + object.shown() + " to be gone",
            new Place.At(object.shown()),
            "Look at its finalizers, or use the flag --wait=false"));
  }

  /** Something that clusters can do and this one can't. */
  public static ProblemException unsupported(ObjectRef object, String message) {
    return problem(UNSUPPORTED, ProblemClass.CONFIGURATION, object, message);
  }

  static ProblemException io(String what, Exception cause) {
    return new ProblemException(
        new Problem(IO, ProblemClass.TRANSIENT, what + ": " + cause, Place.NOWHERE, ""), cause);
  }

  private static String named(ObjectRef object) {
    String resource = ObjectKind.of(object.apiVersion(), object.kind()).resource();
    return resource + " \"" + object.name() + '"';
  }

  private static ProblemException problem(
      String code, ProblemClass kind, ObjectRef object, String message) {
    Place place = new Place.At(object.shown());
    return new ProblemException(new Problem(code, kind, message, place, ""));
  }
}
