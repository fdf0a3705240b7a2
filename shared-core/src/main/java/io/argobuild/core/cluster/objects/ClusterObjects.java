package io.argobuild.core.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceFlags;
import java.util.List;
import java.util.Optional;

/**
 * Objects of a cluster, of any kind, as JSON.
 *
 * <p>Calls block. All methods may be called by any thread. Errors are {@link
 * io.argobuild.core.problem.ProblemException}s with codes {@code CLUSTER_OBJECT_…} ({@link
 * ObjectProblems}); those of class TRANSIENT are worth another try. What is handed in is not
 * changed, what is handed out is the caller's. Options that mean nothing to a cluster are ignored.
 */
public interface ClusterObjects {

  /** How a whole object is written. */
  enum Write {
    /** It must not be there: {@link ObjectProblems#EXISTS}. */
    CREATE,
    /** As {@code kubectl apply}: created, or merged with what was applied before. */
    APPLY,
    /** It must be there: {@link ObjectProblems#NOT_FOUND}. */
    REPLACE
  }

  /** The object as it is now. */
  Optional<ObjectNode> read(ObjectRef object);

  /**
   * The object that is called so, whether it is there or not.
   *
   * @param type as kubectl takes it: {@code pod}, {@code po}, {@code deployments.apps}
   * @param name empty for the kind as such
   */
  ObjectRef resolve(String type, String namespace, String name);

  /**
   * The objects of a kind in a namespace.
   *
   * @param kind its name counts for nothing
   * @param selector of labels; empty for all
   */
  List<ObjectNode> list(ObjectRef kind, String selector);

  /**
   * Writes an object.
   *
   * @param namespace where it names none
   * @return it as it is now
   */
  ObjectNode write(Write how, ObjectNode object, String namespace, ResourceFlags options);

  /** Changes an object and returns it as it is now. */
  ObjectNode patch(ObjectRef object, ObjectPatch patch, ResourceFlags options);

  /**
   * Deletes an object.
   *
   * @return false if there is none
   */
  boolean delete(ObjectRef object, ResourceFlags options);

  /** Whether nothing but the run itself changes the object. */
  boolean isSteady(ObjectRef object);
}
