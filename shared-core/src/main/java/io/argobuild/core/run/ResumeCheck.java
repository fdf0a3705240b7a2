package io.argobuild.core.run;

import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodeStatus;
import java.util.List;
import java.util.Optional;

/** Refuses values that suspended nodes don't take, while they still wait for better ones. */
final class ResumeCheck {
  private ResumeCheck() {}

  /**
   * Throws {@code RUN_RESUME_VALUE} when a value is for no parameter of the nodes meant, or outside
   * of the {@code enum} of the output parameter or of the input of the same name.
   */
  static void check(ResumeOptions options, WorkflowState state) {
    List<NodeStatus> nodes = CommandTargets.suspended(options.node(), state);
    if (nodes.isEmpty()) {
      return;
    }
    options
        .outputs()
        .forEach(
            (name, value) -> {
              boolean expected = false;
              for (NodeStatus node : nodes) {
                Optional<Parameter> output = output(node, name);
                expected |= output.isPresent();
                output.ifPresent(parameter -> check(node, parameter, value));
              }
              if (!expected) {
                throw RunProblems.resumeValue(
                    nodes.get(0).name(),
                    "node is not expecting output parameter '" + name + "'",
                    "Leave it out, or correct its name");
              }
            });
  }

  private static void check(NodeStatus node, Parameter output, String value) {
    List<String> allowed = allowed(node, output);
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      String place = "outputs.parameters." + output.name();
      throw RunProblems.resumeValue(
          node.name(),
          place + ".value should be present in " + place + ".enum list",
          "Give one of: " + String.join(", ", allowed));
    }
  }

  private static List<String> allowed(NodeStatus node, Parameter output) {
    if (!output.allowedValues().isEmpty() || node.inputs() == null) {
      return output.allowedValues();
    }
    return named(new Inputs(node.inputs()).parameters(), output.name())
        .map(Parameter::allowedValues)
        .orElse(List.of());
  }

  private static Optional<Parameter> output(NodeStatus node, String name) {
    return named(
        new Outputs(node.outputs() == null ? Fields.NOTHING : node.outputs()).parameters(), name);
  }

  private static Optional<Parameter> named(List<Parameter> parameters, String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }
}
