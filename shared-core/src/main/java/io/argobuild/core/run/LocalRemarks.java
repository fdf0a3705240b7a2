package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.lint.IgnoredFields;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.template.OutsideReferences;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a run on this machine leaves out of account. */
final class LocalRemarks {
  private LocalRemarks() {}

  /**
   * One line that names the fields of the workflow, and of the templates it refers to, that have no
   * effect here; empty where there are none.
   */
  static Optional<RunEvent.Notice> of(
      RuntimeKind runtime, ObjectNode workflow, List<ObjectNode> resources) {
    if (runtime != RuntimeKind.LOCAL && runtime != RuntimeKind.DOCKER) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>(IgnoredFields.locally(workflow));
    OutsideReferences.closure(workflow, List.of(), reference -> named(reference, resources))
        .forEach(object -> names.addAll(IgnoredFields.locally(object)));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunEvent.Notice(
                "RUN_FIELDS_WITHOUT_EFFECT",
                "no effect in a local run: " + String.join(", ", names)));
  }

  private static Optional<ObjectNode> named(
      OutsideReferences.Reference reference, List<ObjectNode> resources) {
    return resources.stream()
        .filter(object -> Fields.textOrEmpty(object, "kind").equals(reference.kind().kind()))
        .filter(
            object -> Fields.textOrEmpty(object.path("metadata"), "name").equals(reference.name()))
        .findFirst();
  }
}
