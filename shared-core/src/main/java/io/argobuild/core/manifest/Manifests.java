package io.argobuild.core.manifest;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of one or more files, in the order read. */
public final class Manifests {
  private static final Set<String> FOREIGN =
      Set.of("MANIFEST_EMPTY", "MANIFEST_NO_KIND", "MANIFEST_NOT_AN_OBJECT");

  public static final Manifests NONE = new Manifests(List.of(), List.of());

  private final List<ManifestObject> objects;
  private final List<Problem> problems;
  private final Map<String, List<ManifestObject>> byName = new HashMap<>();

  /**
   * Those objects.
   *
   * @param problems what could not be read
   */
  public Manifests(List<ManifestObject> objects, List<Problem> problems) {
    this.objects = List.copyOf(objects);
    this.problems = List.copyOf(problems);
    objects.forEach(
        object -> byName.computeIfAbsent(object.name(), name -> new ArrayList<>()).add(object));
  }

  public List<ManifestObject> objects() {
    return objects;
  }

  /** What could not be read; empty unless it was asked to go on after errors. */
  public List<Problem> problems() {
    return problems;
  }

  public List<ManifestObject> ofKind(ManifestKind kind) {
    return objects.stream().filter(object -> object.is(kind)).toList();
  }

  /** What can be run: Workflows, and the Workflows of CronWorkflows. */
  public List<Workflow> workflows() {
    return objects.stream().flatMap(object -> object.workflow().stream()).toList();
  }

  /** The one Workflow there is; a problem if there is none or several. */
  public Workflow onlyWorkflow() {
    List<ManifestObject> found =
        objects.stream().filter(object -> object.workflow().isPresent()).toList();
    if (found.size() == 1) {
      return found.get(0).workflow().orElseThrow();
    }
    throw new ProblemException(found.isEmpty() ? noWorkflow() : severalWorkflows(found));
  }

  private Problem noWorkflow() {
    List<String> labels = objects.stream().map(ManifestObject::label).limit(10).toList();
    return new Problem(
        "MANIFEST_NO_WORKFLOW",
        ProblemClass.CONFIGURATION,
        "no workflow found in given files"
            + (labels.isEmpty() ? "" : "; they hold " + String.join(", ", labels)),
        objects.isEmpty() ? Place.NOWHERE : new Place.InFile(objects.get(0).file(), 0, 0, ""),
        "Name a file with a Workflow or a CronWorkflow");
  }

  private static Problem severalWorkflows(List<ManifestObject> found) {
    List<String> labels = found.stream().map(ManifestObject::label).limit(10).toList();
    return new Problem(
        "MANIFEST_SEVERAL_WORKFLOWS",
        ProblemClass.CONFIGURATION,
        "the files hold " + found.size() + " workflows: " + String.join(", ", labels),
        found.get(1).keyAt(found.get(1).specPath()),
        "Put each workflow into a file of its own, or say which one to run");
  }

  /** By name; of several the first. A name in another namespace than a given one is not found. */
  public Optional<ManifestObject> find(ManifestKind kind, String name, String namespace) {
    return candidates(kind, name)
        .filter(
            object ->
                kind == ManifestKind.CLUSTER_WORKFLOW_TEMPLATE
                    || namespace.isEmpty()
                    || object.namespace().isEmpty()
                    || object.namespace().equals(namespace))
        .findFirst();
  }

  private Stream<ManifestObject> candidates(ManifestKind kind, String name) {
    return byName.getOrDefault(name, List.of()).stream().filter(object -> object.is(kind));
  }

  /** The template that a reference means, in any namespace. */
  public Optional<ManifestObject> find(TemplateRef ref) {
    ManifestKind kind =
        ref.clusterScope()
            ? ManifestKind.CLUSTER_WORKFLOW_TEMPLATE
            : ManifestKind.WORKFLOW_TEMPLATE;
    return find(kind, ref.name(), "");
  }

  /** Without complaints about files of other programs, such as are found in folders. */
  Manifests withoutForeign() {
    return new Manifests(
        objects, problems.stream().filter(problem -> !FOREIGN.contains(problem.code())).toList());
  }

  /** These, then others. */
  public Manifests and(Manifests others) {
    List<ManifestObject> all = new ArrayList<>(objects);
    all.addAll(others.objects);
    List<Problem> allProblems = new ArrayList<>(problems);
    allProblems.addAll(others.problems);
    return new Manifests(all, allProblems);
  }
}
