package io.argobuild.core.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * An object named by arguments, as in {@code kubectl get pod NAME}.
 *
 * @param type as it is written: {@code pod}, {@code po}, {@code deployments.apps}
 * @param name empty for all that the flags select
 */
public record Target(String type, String name) {

  /**
   * The objects that arguments name: {@code TYPE NAME...}, {@code TYPE/NAME...} or {@code TYPE}.
   */
  static List<Target> of(List<String> arguments, ResourceFlags flags) throws ResourceException {
    List<Target> targets = new ArrayList<>();
    if (arguments.isEmpty()) {
      return targets;
    }
    boolean slashes = arguments.get(0).contains("/");
    for (String argument : arguments) {
      if (argument.isEmpty()) {
        throw new ResourceException("error: arguments may not be empty");
      }
      if (argument.contains("/") != slashes) {
        throw new ResourceException(
            "error: there is no need to specify a resource type as a separate argument when passing"
                + " arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>'"
                + " instead of 'kubectl get resource resource/<resource_name>'");
      }
      if (slashes) {
        int slash = argument.indexOf('/');
        targets.add(new Target(argument.substring(0, slash), argument.substring(slash + 1)));
      }
    }
    if (!slashes) {
      byType(arguments, flags, targets);
    }
    return targets;
  }

  private static void byType(List<String> arguments, ResourceFlags flags, List<Target> targets)
      throws ResourceException {
    boolean selected = flags.all() || !flags.selector().isEmpty();
    if (selected && arguments.size() > 1) {
      throw new ResourceException(
          flags.all()
              ? "error: setting 'all' parameter but found a non empty selector."
              : "error: name cannot be provided when a selector is specified");
    }
    if (!selected && arguments.size() == 1) {
      throw new ResourceException("error: resource(s) were provided, but no name was specified");
    }
    for (String type : arguments.get(0).split(",", -1)) {
      if (selected) {
        targets.add(new Target(type, ""));
      }
      for (String name : arguments.subList(1, arguments.size())) {
        targets.add(new Target(type, name));
      }
    }
  }
}
