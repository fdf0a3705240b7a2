package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which helpers a pod needs, and whose command is wrapped.
 *
 * @param outputs output parameters that are files
 * @param wrapped names of the containers whose command is wrapped
 * @param collect whether outputs are saved
 * @param result whether main's standard output is kept; a main that can't be wrapped has its log
 *     only
 * @param bySignal whether collect is told by a signal that main has ended, as main can't be wrapped
 */
record Protocol(
    List<Parameter> outputs,
    Set<String> wrapped,
    boolean collect,
    boolean bySignal,
    boolean result) {

  static Protocol of(PodRequest request, PodSettings settings) {
    Template template = request.template();
    List<Parameter> files =
        template.outputs().parameters().stream()
            .filter(parameter -> !parameter.path().isEmpty())
            .toList();
    boolean saves = !files.isEmpty() || !request.outputs().isEmpty();
    if (template.containerSet().isPresent()) {
      boolean collect = saves || request.result();
      Set<String> wrapped = wrappedMembers(template.containerSet().get(), collect);
      return new Protocol(files, wrapped, collect, false, request.result());
    }
    ObjectNode body = template.container().or(template::script).orElse(Fields.NOTHING);
    boolean known = Commands.isKnown(body, settings);
    boolean result = request.result() && known;
    boolean collect = saves || result;
    Set<String> wrapped = collect && known ? Set.of(PodProtocol.MAIN) : Set.of();
    return new Protocol(files, wrapped, collect, collect && !known, result);
  }

  /** All of them if outputs are to be saved, else those that wait, are waited for, or retry. */
  private static Set<String> wrappedMembers(ObjectNode set, boolean collect) {
    Set<String> names = new LinkedHashSet<>();
    boolean retries = set.path("retryStrategy").isObject();
    for (ObjectNode member : members(set)) {
      String name = Fields.textOrEmpty(member, "name");
      List<String> dependencies = Fields.texts(member, "dependencies");
      if (collect || retries || !dependencies.isEmpty()) {
        names.add(name);
      }
      names.addAll(dependencies);
    }
    return names;
  }

  static List<ObjectNode> members(ObjectNode set) {
    return Fields.objects(set, "containers", member -> member);
  }

  boolean wraps(String container) {
    return wrapped.contains(container);
  }

  boolean needsPrepare(PodRequest request) {
    return !wrapped.isEmpty()
        || request.template().script().isPresent()
        || request.inputs().stream().anyMatch(Protocol::needsPrepare);
  }

  static boolean needsPrepare(InputArtifact input) {
    return !(input.source() instanceof InputArtifact.NotSupplied) || !input.optional();
  }

  static ProblemException commandNeeded(String container, String why) {
    return new ProblemException(
        new Problem(
            "POD_COMMAND_NEEDED",
            ProblemClass.CONFIGURATION,
            "container " + container + " has no command and its image's is not known; " + why,
            Place.NOWHERE,
            "Set its command"));
  }
}
