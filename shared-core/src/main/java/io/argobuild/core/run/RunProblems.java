package io.argobuild.core.run;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;

/** Everything that can be wrong with starting and driving runs. */
final class RunProblems {
  private RunProblems() {}

  static ProblemException notFinished(String name) {
    return problem(
        "RUN_NOT_FINISHED",
        ProblemClass.CONFIGURATION,
        "the run goes on",
        "workflow " + name,
        "Stop or terminate it first");
  }

  static ProblemException finished(String name) {
    return problem(
        "RUN_FINISHED",
        ProblemClass.CONFIGURATION,
        "the run has ended already",
        "workflow " + name,
        "Look at its result, or start it anew");
  }

  static ProblemException resumeValue(String node, String message, String nextStep) {
    return problem(
        "RUN_RESUME_VALUE", ProblemClass.CONFIGURATION, message, "node " + node, nextStep);
  }

  static ProblemException noCache(String configMap, String type, String label) {
    return problem(
        "MEMO_NO_CACHE",
        ProblemClass.CONFIGURATION,
        type.isEmpty()
            ? "memoization configmap doesn't have " + label + " label, refusing to use it"
            : "memoization configmap doesn't have label " + label + " = Cache, refusing to use it",
        "ConfigMap " + configMap,
        "Label it " + label + ": Cache");
  }

  static ProblemException noName() {
    return problem(
        "RUN_NO_NAME",
        ProblemClass.CONFIGURATION,
        "the workflow has neither a name nor a generateName",
        "metadata",
        "Write metadata.generateName, or give a name");
  }

  static ProblemException keysUnknown(String run) {
    return problem(
        "ORPHANS_RUN_UNREADABLE",
        ProblemClass.CONFIGURATION,
        "orphans are not deleted, as it can't be read what this run has stored",
        "workflow " + run,
        "Delete the run, or its folder in the work folder");
  }

  static ProblemException archivedElsewhere(
      String template, String field, String value, String home) {
    return problem(
        "ARTIFACT_LOCATION_ELSEWHERE",
        ProblemClass.CONFIGURATION,
        "the archiveLocation has the "
            + field
            + " '"
            + value
            + "', but artifacts of this run go to "
            + home,
        "template " + template,
        "Leave its key alone, or make that the repository of the run: artifactRepositoryRef, or"
            + " argo.repository.bucket");
  }

  static ProblemException repositoryNeeded(String template, String artifact) {
    return problem(
        "ARTIFACT_REPOSITORY_NEEDED",
        ProblemClass.CONFIGURATION,
        "artifact '" + artifact + "' needs a repository that pods of the cluster reach",
        "template " + template,
        "Give argo.repository.bucket and argo.repository.endpoint, or a ConfigMap"
            + " artifact-repositories in the manifests");
  }

  static ProblemException badName(String name, String why) {
    return problem(
        "RUN_BAD_NAME",
        ProblemClass.CONFIGURATION,
        "'" + name + "' can't name a workflow: " + why,
        "metadata.name",
        "Use at most 63 lower case letters, digits, '-' and '.'");
  }

  static ProblemException badParameterFile(String file, String why) {
    return problem(
        "RUN_BAD_PARAMETER_FILE",
        ProblemClass.CONFIGURATION,
        "a parameter file is a map from names to values: " + why,
        file,
        "Write one line 'name: value' for each parameter");
  }

  static ProblemException folderUnusable(Path folder, IOException cause) {
    return new ProblemException(
        new Problem(
            "RUN_FOLDER_UNUSABLE",
            ProblemClass.PERMISSION,
            "the folder can't be used: " + cause,
            new Place.At("folder " + folder),
            "Name a folder that can be written to"),
        cause);
  }

  static ProblemException runtimeNotYet(RuntimeKind kind) {
    return problem(
        "RUN_RUNTIME_NOT_AVAILABLE",
        ProblemClass.CONFIGURATION,
        "this version can't run workflows with runtime '" + kind.text() + "' yet",
        "runtime " + kind.text(),
        "Use runtime 'kubernetes', 'local', or 'docker' for real images");
  }

  static ProblemException tooManyArtifacts(String prefix, int limit) {
    return problem(
        "RUN_TOO_MANY_ARTIFACTS",
        ProblemClass.CONFIGURATION,
        "more than " + limit + " artifacts are stored under '" + prefix + "'",
        "data.source.artifactPaths",
        "Give a longer key, so that fewer begin with it");
  }

  static ProblemException badManifest(String key, String why) {
    return problem(
        "RUN_BAD_MANIFEST",
        ProblemClass.CONFIGURATION,
        "the artifact is no manifest: " + why,
        "artifact " + key,
        "Store the manifest as a file of text, also in a tar or zip file of its own");
  }

  static ProblemException tooDeep(int limit) {
    return problem(
        "RUN_TOO_DEEP",
        ProblemClass.CONFIGURATION,
        "workflows that make workflows are " + limit + " deep already",
        "resource",
        "Look whether a workflow makes itself");
  }

  static ProblemException childRuns(String name) {
    return problem(
        "RUN_CHILD_RUNS", ProblemClass.TRANSIENT, "error: it has not ended yet", name, "");
  }

  static Problem internal(String where, Throwable cause) {
    return new Problem(
        "RUN_INTERNAL",
        ProblemClass.INTERNAL,
        String.valueOf(cause),
        new Place.At(where),
        "Report this with the log of the run");
  }

  private static ProblemException problem(
      String code, ProblemClass kind, String message, String place, String nextStep) {
    return new ProblemException(new Problem(code, kind, message, new Place.At(place), nextStep));
  }
}
