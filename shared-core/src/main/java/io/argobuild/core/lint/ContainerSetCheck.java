package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A container set. */
final class ContainerSetCheck {
  private final Findings findings;
  private final Template template;
  private final Site site;
  private final String callers;
  private final String name;

  ContainerSetCheck(Findings findings, Resolved resolved, String callers) {
    this.findings = findings;
    this.template = resolved.template();
    this.site = resolved.site().field("containerSet");
    this.callers = callers;
    this.name = "templates." + template.name() + ".containerSet.";
  }

  void check(ObjectNode set) {
    List<ObjectNode> containers = Fields.objects(set, "containers", c -> c);
    Site list = site.field("containers");
    if (containers.isEmpty()) {
      report(site, name + "containers must have at least one container", "Add a container");
      return;
    }
    Names.check(findings, Names.Kind.FIELD, containers, list, callers, name + "containers");
    mounts(set.path("volumeMounts"));
    dependencies(containers, list);
    boolean transfers =
        !template.inputs().artifacts().isEmpty()
            || !template.outputs().parameters().isEmpty()
            || !template.outputs().artifacts().isEmpty();
    if (transfers && !TemplateCheck.hasMain(set)) {
      report(
          list,
          name + "containers must have a container named \"main\" for input or output",
          "Name the container that has the inputs and outputs main");
    }
    for (int i = 0; i < containers.size(); i++) {
      String container = Fields.textOrEmpty(containers.get(i), "name");
      if (PodSettings.isReservedContainer(container)) {
        String message =
            name + "containers: \"" + container + "\" is a reserved Argo container name";
        report(list.item(i).field("name"), message, "Use another name");
      }
    }
  }

  private void mounts(JsonNode volumeMounts) {
    Map<String, String> mounts = new HashMap<>();
    for (int i = 0; i < volumeMounts.size(); i++) {
      String path = volumeMounts.get(i).path("mountPath").asText("");
      String volume = "volumeMounts." + volumeMounts.get(i).path("name").asText();
      String previous = mounts.put(path, volume);
      if (previous != null) {
        report(
            site.field("volumeMounts").item(i).field("mountPath"),
            "%svolumeMounts[%d].mountPath '%s' already mounted in %s"
                .formatted(name, i, path, previous),
            "Use another path");
      }
    }
  }

  private void dependencies(List<ObjectNode> containers, Site list) {
    Map<String, List<String>> graph = new TreeMap<>();
    containers.forEach(
        c -> graph.put(Fields.textOrEmpty(c, "name"), Fields.texts(c, "dependencies")));
    for (int i = 0; i < containers.size(); i++) {
      String container = Fields.textOrEmpty(containers.get(i), "name");
      for (String dependency : Fields.texts(containers.get(i), "dependencies")) {
        if (!graph.containsKey(dependency)) {
          report(
              list.item(i).field("dependencies"),
              "%scontainers.%s dependency '%s' not defined".formatted(name, container, dependency),
              Nearest.suggestion(dependency, graph.keySet(), "Name a container of this set"));
        }
      }
    }
    List<String> cycle = cycle(graph);
    if (!cycle.isEmpty()) {
      String message = name + "containers dependency cycle detected: " + String.join("->", cycle);
      report(list, message, "Break the cycle");
    }
  }

  /** The names along the first cycle, by name, as Argo finds it. */
  private static List<String> cycle(Map<String, List<String>> graph) {
    Set<String> visited = new HashSet<>();
    for (String start : graph.keySet()) {
      List<String> path = new ArrayList<>();
      if (findCycle(graph, start, path, visited, 0)) {
        return path;
      }
    }
    return List.of();
  }

  private static boolean findCycle(
      Map<String, List<String>> graph,
      String at,
      List<String> path,
      Set<String> visited,
      int depth) {
    if (visited.contains(at) || depth > 1_000) {
      return false;
    }
    for (String next : graph.getOrDefault(at, List.of())) {
      boolean closes = path.contains(next);
      path.add(next);
      if (closes || findCycle(graph, next, path, visited, depth + 1)) {
        return true;
      }
      path.remove(path.size() - 1);
    }
    visited.add(at);
    return false;
  }

  private void report(Site at, String message, String suggestion) {
    findings.argo(Rule.CONTAINER_SET, at, callers, message, suggestion);
  }
}
