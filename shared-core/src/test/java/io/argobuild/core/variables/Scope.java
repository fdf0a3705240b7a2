package io.argobuild.core.variables;

/** A place for variables: the parts of a Workflow around it. {@code @@} is where the tag stands. */
enum Scope {
  BODY(
      "the body of a template that a step calls",
      "steps: [[{name: s, template: probe}]]",
      "PROBE: @@",
      "s"),
  TASK_BODY(
      "the body of a template that a task calls",
      "dag: {tasks: [{name: s, template: probe}]}",
      "PROBE: @@",
      "s"),
  RETRIED_BODY(
      "the body of a template with retryStrategy",
      "steps: [[{name: s, template: probe}]]",
      "PROBE: @@, retryStrategy: {limit: 1}",
      "s(0)"),
  STEP(
      "arguments of a step",
      "steps: [[{name: s, template: make}], [{name: loop, template: make, withItems: [1, 2]}],"
          + " [{name: use, template: echo, "
          + Scope.ARGUMENT
          + "}]]",
      "",
      "use"),
  TASK(
      "arguments of a task",
      "dag: {tasks: [{name: s, template: make}, {name: loop, template: make, withItems: [1, 2]},"
          + " {name: use, template: echo, depends: s && loop, "
          + Scope.ARGUMENT
          + "}]}",
      "",
      "use"),
  LOOP(
      "arguments of a step with a loop",
      "steps: [[{name: use, template: echo, withItems: [{k: kv}], " + Scope.ARGUMENT + "}]]",
      "",
      "use(0:k:kv)"),
  STEP_HOOK(
      "arguments of a step's own exit hook",
      "steps: [[{name: s, template: make, hooks: {exit: {template: echo, "
          + Scope.ARGUMENT
          + "}}}]]",
      "",
      "s.onExit"),
  TASK_HOOK(
      "arguments of a task's own exit hook",
      "dag: {tasks: [{name: s, template: make, hooks: {exit: {template: echo, "
          + Scope.ARGUMENT
          + "}}}]}",
      "",
      "s.onExit"),
  EXIT(
      "the body of the exit handler",
      "steps: [[{name: s, template: make}]]",
      "PROBE: @@, onExit",
      ".onExit"),
  HOOK(
      "arguments of a hook of the workflow",
      "steps: [[{name: s, template: make}]]",
      "hook",
      ".hooks.h");

  private static final String ARGUMENT = "arguments: {parameters: [{name: v, value: \"@@\"}]}";

  private static final String HEAD =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata:
        name: wf
        namespace: ns
        uid: uid-1
        creationTimestamp: "2026-01-01T00:00:00Z"
        labels: {l: lv}
        annotations: {a: av, workflows.argoproj.io/scheduled-time: "2026-01-02T03:04:05Z"}
      spec:
        entrypoint: main
        serviceAccountName: sa
        priority: 7
        arguments: {parameters: [{name: p, value: pv}]}
      """;

  final String text;
  final String node;
  private final String main;
  private final String more;

  /**
   * @param main body of the entrypoint
   * @param more what else there is: a template with the tag in its body, an exit handler, a hook
   * @param node of the pod that shows the value
   */
  Scope(String text, String main, String more, String node) {
    this.text = text;
    this.main = main;
    this.more = more;
    this.node = node;
  }

  /** A Workflow with the tag in this place; its pod has the value in its environment. */
  String manifest(String tag) {
    StringBuilder text = new StringBuilder(HEAD);
    if (more.endsWith("onExit")) {
      text.append("  onExit: probe\n");
    }
    if (more.equals("hook")) {
      text.append("  hooks: {h: {template: echo, expression: \"true\", ")
          .append(ARGUMENT)
          .append("}}\n");
    }
    text.append("  templates:\n  - {name: main, ").append(main).append("}\n");
    text.append("  - {name: make, ").append(container("x"));
    text.append(", outputs: {parameters: [{name: o, valueFrom: {path: /o}, globalName: g}],");
    text.append(" artifacts: [{name: oa, path: /oa}]}}\n");
    text.append("  - {name: echo, inputs: {parameters: [{name: v}]}, ");
    text.append(container("{{inputs.parameters.v}}")).append("}\n");
    if (more.startsWith("PROBE")) {
      text.append("  - {name: probe, inputs: {parameters: [{name: i, default: iv}], artifacts:");
      text.append(" [{name: ia, path: /in, raw: {data: d}}]}, outputs: {parameters: [{name: op,");
      text.append(" valueFrom: {path: /op}}], artifacts: [{name: oa, path: /oa}]}, ");
      text.append(more.contains("retry") ? "retryStrategy: {limit: 1}, " : "");
      text.append(container("@@")).append("}\n");
    }
    return text.toString().replace("@@", tag);
  }

  private static String container(String value) {
    return "container: {image: \"i:1\", command: [x], env: [{name: PROBE, value: \""
        + value
        + "\"}]}";
  }
}
