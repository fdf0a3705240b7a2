package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import java.util.function.Consumer;

/** Writes workflows for tests; the first template is the entrypoint unless another is named. */
public final class WorkflowBuilder {
  /** The template of steps and tasks that name none. */
  public static final String DEFAULT_TEMPLATE = "run";

  public static final String NAME = "wf";

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ObjectNode spec;
  private final ArrayNode templates;
  private boolean usesDefault;

  private WorkflowBuilder() {
    root.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Workflow");
    root.putObject("metadata").put("name", NAME).put("namespace", "test").put("uid", "uid-1");
    spec = root.putObject("spec");
    templates = spec.putArray("templates");
  }

  public static Workflow workflow(Consumer<WorkflowBuilder> body) {
    WorkflowBuilder builder = new WorkflowBuilder();
    body.accept(builder);
    return builder.build();
  }

  public WorkflowBuilder entrypoint(String template) {
    spec.put("entrypoint", template);
    return this;
  }

  /** Adds to the spec. */
  public WorkflowBuilder with(Part... parts) {
    Part.addAll(spec, parts);
    return this;
  }

  public WorkflowBuilder onExit(String template) {
    spec.put("onExit", template);
    return this;
  }

  public WorkflowBuilder container(String name, Part... parts) {
    return container(template(name), parts);
  }

  private WorkflowBuilder container(ObjectNode template, Part... parts) {
    template.putObject("container").put("image", "busybox").putArray("command").add("true");
    Part.addAll(template, parts);
    return this;
  }

  public WorkflowBuilder script(String name, Part... parts) {
    ObjectNode template = template(name);
    ObjectNode script = template.putObject("script").put("image", "busybox").put("source", "true");
    script.putArray("command").add("sh");
    Part.addAll(template, parts);
    return this;
  }

  /** Members one after the other. */
  public WorkflowBuilder containerSet(String name, String... members) {
    ArrayNode containers = template(name).putObject("containerSet").withArrayProperty("containers");
    String before = "";
    for (String member : members) {
      ObjectNode container = containers.addObject().put("name", member).put("image", "busybox");
      container.putArray("command").add("true");
      if (!before.isEmpty()) {
        container.putArray("dependencies").add(before);
      }
      before = member;
    }
    return this;
  }

  /**
   * @param duration empty waits for a user
   */
  public WorkflowBuilder suspend(String name, String duration, Part... parts) {
    ObjectNode template = template(name);
    ObjectNode suspend = template.putObject("suspend");
    if (!duration.isEmpty()) {
      suspend.put("duration", duration);
    }
    Part.addAll(template, parts);
    return this;
  }

  public WorkflowBuilder dag(String name, Consumer<Tasks> body, Part... parts) {
    ObjectNode template = template(name);
    body.accept(new Tasks(template.putObject("dag")));
    Part.addAll(template, parts);
    return this;
  }

  public WorkflowBuilder steps(String name, Consumer<Steps> body, Part... parts) {
    ObjectNode template = template(name);
    body.accept(new Steps(template.putArray("steps")));
    Part.addAll(template, parts);
    return this;
  }

  private ObjectNode template(String name) {
    return templates.addObject().put("name", name);
  }

  private Workflow build() {
    if (usesDefault) {
      container(DEFAULT_TEMPLATE);
    }
    if (!spec.has("entrypoint")) {
      spec.put("entrypoint", templates.path(0).path("name").asText());
    }
    return new Workflow(root);
  }

  private void call(ObjectNode call, String name, Part... parts) {
    call.put("name", name);
    Part.addAll(call, parts);
    if (!call.has("template") && !call.has("templateRef") && !call.has("inline")) {
      call.put("template", DEFAULT_TEMPLATE);
      usesDefault = true;
    }
  }

  /** Tasks of a DAG. */
  public final class Tasks {
    private final ObjectNode dag;

    private Tasks(ObjectNode dag) {
      this.dag = dag;
    }

    public Tasks task(String name, Part... parts) {
      call(dag.withArrayProperty("tasks").addObject(), name, parts);
      return this;
    }

    public Tasks target(String targets) {
      dag.put("target", targets);
      return this;
    }

    public Tasks failFast(boolean on) {
      dag.put("failFast", on);
      return this;
    }
  }

  /** Groups of steps. */
  public final class Steps {
    private final ArrayNode groups;

    private Steps(ArrayNode groups) {
      this.groups = groups;
    }

    /** A step in a group of its own. */
    public Steps step(String name, Part... parts) {
      call(groups.addArray().addObject(), name, parts);
      return this;
    }

    /** A step beside the last one. */
    public Steps beside(String name, Part... parts) {
      call(((ArrayNode) groups.get(groups.size() - 1)).addObject(), name, parts);
      return this;
    }
  }
}
