package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.selector.LabelSelector;
import io.argobuild.core.expression.selector.SelectorException;
import java.util.List;
import java.util.Optional;

/** Settings of pods that Kubernetes would refuse (Argo 4.1.2). */
final class PodSettings {
  private PodSettings() {}

  /** What Kubernetes has against a label selector. */
  static Optional<String> selectorError(JsonNode selector) {
    try {
      LabelSelector.of(selector);
      return Optional.empty();
    } catch (SelectorException malformed) {
      return Optional.of(malformed.problem().message());
    }
  }

  /** Pod-level resources: cpu, memory and huge pages only, without claims. */
  static void checkResources(
      Findings findings, JsonNode resources, Site site, String callers, String name) {
    if (!resources.path("claims").isEmpty()) {
      findings.argo(
          Rule.POD,
          site.field("claims"),
          callers,
          name + ".claims is not supported for pod-level resources",
          "Remove the claims");
    }
    for (String list : List.of("limits", "requests")) {
      resources
          .path(list)
          .fieldNames()
          .forEachRemaining(
              resource -> {
                if (!resource.equals("cpu")
                    && !resource.equals("memory")
                    && !resource.startsWith("hugepages-")) {
                  findings.argo(
                      Rule.POD,
                      site.field(list).field(resource),
                      callers,
                      name
                          + ": \""
                          + resource
                          + "\" is not a valid pod-level resource, only cpu, memory and"
                          + " hugepages-* are supported",
                      "Set it on the container");
                }
              });
    }
  }

  /** Names that Argo gives to containers of its own. */
  static boolean isReservedContainer(String name) {
    return name.equals("wait") || name.equals("supervisor") || name.startsWith("artifact-plugin-");
  }
}
