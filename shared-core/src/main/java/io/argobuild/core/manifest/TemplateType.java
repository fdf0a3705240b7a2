package io.argobuild.core.manifest;

/** What a template does, in the order in which Argo 4.1.2 looks for the field. */
public enum TemplateType {
  CONTAINER("container", true),
  CONTAINER_SET("containerSet", true),
  STEPS("steps", false),
  DAG("dag", false),
  SCRIPT("script", true),
  RESOURCE("resource", true),
  DATA("data", true),
  SUSPEND("suspend", false),
  HTTP("http", false),
  PLUGIN("plugin", false);

  private final String field;
  private final boolean pod;

  TemplateType(String field, boolean pod) {
    this.field = field;
    this.pod = pod;
  }

  /** The manifest's field of this type. */
  public String field() {
    return field;
  }

  /** Whether Argo runs it as a pod of its own. */
  public boolean isPod() {
    return pod;
  }

  /** Whether it only arranges other templates. */
  public boolean isGroup() {
    return this == STEPS || this == DAG;
  }
}
