package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.local.PodRecord.Blocked;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod with every reference resolved.
 *
 * @param pod completed: uid, creation time, node
 * @param containers those that can be created
 * @param initOrder names of all init containers
 * @param mainOrder names of all other containers
 * @param blocked those that can't be created
 * @param deadlineSeconds null when there is none
 */
record PodPlan(
    ObjectNode pod,
    List<ContainerPlan> containers,
    List<String> initOrder,
    List<String> mainOrder,
    Map<String, Blocked> blocked,
    @Nullable Long deadlineSeconds,
    long graceSeconds) {

  PodPlan {
    containers = List.copyOf(containers);
    initOrder = List.copyOf(initOrder);
    mainOrder = List.copyOf(mainOrder);
    blocked = Map.copyOf(blocked);
  }

  String name() {
    return pod.path("metadata").path("name").asText();
  }

  String uid() {
    return pod.path("metadata").path("uid").asText();
  }

  /**
   * A container to run.
   *
   * @param command empty when the image tells what runs
   * @param env without what the runtime adds
   * @param workingDir empty when the image tells it
   * @param mounts parents before what is mounted inside them
   * @param memoryBytes null without limit
   */
  record ContainerPlan(
      String name,
      String image,
      List<String> command,
      List<String> args,
      Map<String, String> env,
      String workingDir,
      List<Mount> mounts,
      @Nullable RunAs runAs,
      @Nullable Long memoryBytes) {

    ContainerPlan {
      command = List.copyOf(command);
      args = List.copyOf(args);
      mounts = List.copyOf(mounts);
    }
  }

  /**
   * @param subPath relative to the source, made if it isn't there; may be empty
   * @param target absolute path in the container
   */
  record Mount(Path source, String subPath, String target, boolean readOnly) {}

  record RunAs(long user, long group) {}
}
