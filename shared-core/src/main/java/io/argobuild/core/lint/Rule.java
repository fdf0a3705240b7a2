package io.argobuild.core.lint;

import static io.argobuild.core.lint.Severity.ERROR;
import static io.argobuild.core.lint.Severity.INFO;
import static io.argobuild.core.lint.Severity.WARNING;

/** What is checked; the names are stable codes. Those up to CRON are Argo's own validations. */
public enum Rule {
  UNREADABLE(ERROR, "The file can be read as YAML or JSON", "Correct the file"),
  UNKNOWN_FIELD(ERROR, "Fields are those of the type", "Remove the field, or correct its name"),
  FIELD_TYPE(ERROR, "Values have the type of the field", "Put text in quotes"),
  NAME(ERROR, "Names are present, valid and unique", "Correct the name"),
  NAME_LENGTH(ERROR, "Names of objects fit into a label", "Shorten the name"),
  ENTRYPOINT(ERROR, "A workflow has an entrypoint", "Set spec.entrypoint to a template"),
  TEMPLATE_REF(ERROR, "References to templates are complete", "Correct the reference"),
  TEMPLATE_UNDEFINED(ERROR, "Templates that are called exist", "Define it, or correct the name"),
  TEMPLATE_MISSING_FILE(
      ERROR,
      "Workflow templates that are referred to are among the files",
      "Add the file that defines it"),
  TEMPLATE_DUPLICATE(ERROR, "Workflow templates have different names", "Remove one of them"),
  TEMPLATE_TYPE(ERROR, "A template has exactly one body", "Keep one of the bodies"),
  ARGUMENT_MISSING(
      ERROR, "Inputs without a default are supplied", "Pass it in arguments, or give a default"),
  ARGUMENT(ERROR, "Arguments have a value or a source", "Give it a value"),
  VARIABLE(ERROR, "Variables are in scope where they are used", "Correct the name in the tag"),
  ARTIFACT(ERROR, "Artifacts have a path or location", "Correct the artifact"),
  OUTPUT(ERROR, "Outputs have one source that suits the template", "Correct valueFrom"),
  LOOP(ERROR, "A loop has one source", "Keep one of withItems, withParam, withSequence"),
  HOOK_EXPRESSION(ERROR, "Hooks other than exit have an expression", "Add expression"),
  DAG(ERROR, "Tasks form a graph without cycles", "Correct the dependencies"),
  DEPENDS(ERROR, "depends names results that exist", "Use a result such as .Succeeded"),
  CONTAINER(ERROR, "Containers have an image and distinct mounts", "Correct the container"),
  CONTAINER_SET(ERROR, "Container sets are complete", "Correct the container set"),
  RESOURCE(ERROR, "Resource templates have an action and a manifest", "Correct the resource"),
  TIMEOUT(ERROR, "Timeouts stand where they have an effect", "Move it to a leaf template"),
  RETRY_POLICY(
      ERROR, "The retry policy is known", "Use Always, OnFailure, OnError or OnTransientError"),
  METRIC(ERROR, "Metrics are complete", "Correct the metric"),
  POD(ERROR, "Settings of pods are valid", "Correct the setting"),
  CRON(ERROR, "The schedule of a CronWorkflow is valid", "Correct the schedule"),

  PLUGIN_UNSUPPORTED(
      ERROR,
      "Plugin templates need Argo's own controller",
      "Use the runtime argo (-Dargo.runtime=argo)"),
  ARTIFACT_DRIVER_UNSUPPORTED(
      ERROR,
      "Artifacts lie in s3 or in the manifest",
      "Use s3 or raw, fetch it in a step, or use -Dargo.runtime=argo"),
  LOCK_DATABASE_UNSUPPORTED(
      ERROR,
      "Locks in a database need Argo's own controller",
      "Use configMapKeyRef, a mutex without database, or -Dargo.runtime=argo"),
  RESOURCE_FLAG_UNSUPPORTED(
      ERROR,
      "Flags of resource templates are such as mean something without kubectl",
      "Leave the flag out, or use -Dargo.runtime=argo"),
  RESOURCE_FAILS(WARNING, "Resource templates can be carried out", "Correct the resource"),
  LOCK(WARNING, "Locks can be had", "Correct the lock"),
  MEMOIZE(
      WARNING,
      "Memoized outputs have a key, a cache and a time",
      "Use letters, digits and '-' in the key, and a maxAge such as 24h"),
  UNSEEN_BY_ARGO(WARNING, "Places that Argo's lint does not look at are valid too", ""),
  VALUE_LOST(WARNING, "Values of parameters are text", "Write the value as JSON text in quotes"),
  API_VERSION(WARNING, "Objects name their apiVersion", "Add apiVersion: argoproj.io/v1alpha1"),
  UNUSED_TEMPLATE(WARNING, "Every template is called", "Call it, or remove it"),
  TAG_TYPO(WARNING, "Tags begin with a known word", "Correct the tag"),
  TAG_OPEN(WARNING, "Tags are closed", "Close the tag with }}"),
  EXPRESSION(WARNING, "Expressions are complete", "Correct the expression"),
  WHEN(
      WARNING,
      "Conditions can be parsed",
      "Put quotes around texts, and close quotes and parentheses"),
  DEPENDS_SYNTAX(WARNING, "depends can be parsed", "Correct depends; it knows &&, || and !"),
  RETRY_LIMIT(WARNING, "The limit of retries is a whole number", "Write a whole number"),
  OUTPUT_PATH_HIDES_IMAGE(
      WARNING,
      "Outputs of images without a command lie in a folder of their own",
      "Give the command, or write the output below /tmp"),
  IMAGE_LATEST(WARNING, "Images have a fixed tag", "Name a version"),
  SECRET_IN_PARAMETER(
      WARNING, "Secrets are not written into manifests", "Use env.valueFrom.secretKeyRef"),
  RETRY_WITHOUT_LIMIT(WARNING, "Retries have an end", "Add limit or backoff.maxDuration"),
  FIELD_IGNORED(INFO, "Fields have an effect", "Remove the field, or use -Dargo.runtime=argo"),
  ARTIFACT_WITHOUT_REPOSITORY(
      INFO,
      "Output artifacts have a place to go",
      "Configure an artifact repository for the run, or give the location");

  private final Severity severity;
  private final String title;
  private final String suggestion;

  Rule(Severity severity, String title, String suggestion) {
    this.severity = severity;
    this.title = title;
    this.suggestion = suggestion;
  }

  public Severity severity() {
    return severity;
  }

  /** What should hold. */
  public String title() {
    return title;
  }

  /** What usually mends it; may be empty. */
  public String suggestion() {
    return suggestion;
  }

  /** Stable code, such as {@code LINT_VARIABLE}. */
  public String code() {
    return "LINT_" + name();
  }
}
