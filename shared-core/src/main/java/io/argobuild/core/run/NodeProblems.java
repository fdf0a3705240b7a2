package io.argobuild.core.run;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.NodeStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a node failed, where that is not its own program's doing. Told from Argo's messages, which
 * stand in statuses of any origin.
 */
final class NodeProblems {
  /**
   * @param words all of them have to be in the message
   */
  private record Sign(
      List<String> words, String code, ProblemClass kind, String what, String nextStep) {}

  /** The first that fits counts. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(
              List.of("failed to look-up entrypoint/cmd"),
              "NODE_IMAGE_COMMAND_UNKNOWN",
              ProblemClass.CONFIGURATION,
              "nobody knows what its image runs",
              "Give the template a command, or add the image to the table of images"),
          new Sign(
              List.of("failed to find name in PATH"),
              "NODE_COMMAND_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "its command does not exist",
              "Check the command's name; local runs find the programs of this machine, not those of"
                  + " the image"),
          new Sign(
              List.of("No space left on device"),
              "NODE_DISK_FULL",
              ProblemClass.INTERNAL,
              "a disk is full",
              "Make room where the artifacts are kept, then run again"),
          new Sign(
              List.of("wait: Error", "Permission denied"),
              "NODE_OUTPUT_DENIED",
              ProblemClass.PERMISSION,
              "its outputs could not be read or stored",
              "Let this user read the output and write to the artifact folder"),
          new Sign(
              List.of("wait: Error", "no such file or directory"),
              "NODE_OUTPUT_MISSING",
              ProblemClass.NOT_FOUND,
              "an output was not written",
              "Have the command write the path, or make the output optional or give it a default"),
          new Sign(
              List.of("wait: Error", "failed to save"),
              "NODE_OUTPUT_NOT_SAVED",
              ProblemClass.INTERNAL,
              "an output could not be stored",
              "Look at the artifact folder, then run again"),
          new Sign(
              List.of("init: Error", "required artifact"),
              "NODE_INPUT_MISSING",
              ProblemClass.NOT_FOUND,
              "an input artifact was not supplied",
              "Hand the artifact over, or make the input optional"),
          new Sign(
              List.of("init: Error"),
              "NODE_INPUT_FAILED",
              ProblemClass.INTERNAL,
              "its inputs could not be prepared",
              "Look at the log of container 'init'"),
          new Sign(
              List.of("main: Error", "Error from server (NotFound)"),
              "NODE_OBJECT_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "an object is not there",
              "Check its kind, name and namespace; local runs have the objects of the files given"),
          new Sign(
              List.of("main: Error", "Error from server (AlreadyExists)"),
              "NODE_OBJECT_EXISTS",
              ProblemClass.CONFIGURATION,
              "an object of this name is there already",
              "Use action apply, or generateName"),
          new Sign(
              List.of("main: Error", "Error from server (Forbidden)"),
              "NODE_OBJECT_DENIED",
              ProblemClass.PERMISSION,
              "a right to an object is missing",
              "Give the account of the run the right that is named"),
          new Sign(
              List.of("main: Error", "can't come true: nothing here changes"),
              "NODE_OBJECT_STAYS",
              ProblemClass.CONFIGURATION,
              "nothing acts on objects of a local run",
              "Run it in a cluster, or put the status into the files given"),
          new Sign(
              List.of("OOMKilled"),
              "NODE_OUT_OF_MEMORY",
              ProblemClass.CONFIGURATION,
              "it needed more memory than its limit",
              "Raise resources.limits.memory of the template"));

  private NodeProblems() {}

  /** Empty when the node's own program failed, or nothing is known of the reason. */
  static Optional<Problem> of(@Nullable NodeStatus node, String message) {
    return SIGNS.stream()
        .filter(sign -> sign.words().stream().allMatch(message::contains))
        .findFirst()
        .map(
            sign ->
                new Problem(
                    sign.code(),
                    sign.kind(),
                    sign.what(),
                    node == null ? Place.NOWHERE : new Place.At("node " + node.name()),
                    sign.nextStep()));
  }
}
