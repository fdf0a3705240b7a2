package io.argobuild.core.report.view;

import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.report.view.View.NamedValue;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the view of a run from its status and what else is known of it. */
public final class ViewModel {
  /** So that a page with its own parts stays below 2 MB. */
  static final int MAX_CHARACTERS = 1_300_000;

  /** The first that makes a view small enough counts. */
  private static final List<Shown.Limits> LIMITS =
      List.of(
          new Shown.Limits(4000, 4000, 60, 1000),
          new Shown.Limits(1000, 1000, 30, 400),
          new Shown.Limits(200, 400, 12, 200),
          new Shown.Limits(60, 200, 4, 160),
          new Shown.Limits(20, 80, 1, 100));

  private final ViewInput input;
  private final Shown shown;
  private final WorkflowStatus status;
  private final List<NodeStatus> statuses;

  private ViewModel(ViewInput input, Shown shown) {
    this.input = input;
    this.shown = shown;
    this.status = StatusReader.workflow(input.workflow().status());
    this.statuses = new ArrayList<>(StatusReader.nodes(input.workflow().status()));
    statuses.sort(
        Comparator.comparing(NodeStatus::startedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(NodeStatus::name, NaturalOrder.INSTANCE));
  }

  /** Without secrets, and bounded: the larger a run, the less is shown of each of its texts. */
  public static View of(ViewInput input) {
    View view = null;
    for (Shown.Limits limits : LIMITS) {
      view = new ViewModel(input, Shown.of(input.secrets(), limits)).view();
      if (ViewJson.write(view).length() <= MAX_CHARACTERS) {
        return view;
      }
    }
    if (view == null) {
      throw new IllegalStateException("there are limits");
    }
    return view;
  }

  private View view() {
    Workflow workflow = input.workflow();
    Containment containment = Containment.of(statuses);
    Map<String, String> ids = new HashMap<>();
    statuses.forEach(node -> ids.put(node.id(), "n" + ids.size()));
    List<ViewNode> nodes =
        new ViewNodes(input, shown, statuses, containment, ids)
            .all(new Artifacts(workflow.spec(), input.gc()));
    return new View(
        input.now(),
        status.phase().isFulfilled(),
        run(),
        nodes,
        new GcSummary(workflow, status, input.gc(), shown, ids).of(nodes),
        input.next().stream()
            .map(step -> new View.NextStep(step.why(), shown.text(step.command())))
            .toList());
  }

  private View.Run run() {
    Workflow workflow = input.workflow();
    WorkflowSpec spec = workflow.spec();
    List<NamedValue> conditions =
        status.conditions().stream()
            .map(
                condition ->
                    new NamedValue(
                        condition.type(),
                        condition.message().isEmpty()
                            ? condition.status()
                            : condition.status() + ": " + shown.message(condition.message())))
            .toList();
    List<NamedValue> outputs =
        status.outputs() == null
            ? List.of()
            : values(new Outputs(status.outputs()).parameters(), shown);
    String phase = status.phase().argoName();
    return new View.Run(
        workflow.name(),
        workflow.namespace(),
        input.runtime(),
        input.manifest(),
        spec.entrypoint(),
        phase.isEmpty() ? "Pending" : phase,
        shown.message(status.message()),
        status.progress(),
        status.startedAt(),
        status.finishedAt(),
        values(spec.arguments().parameters(), shown),
        outputs,
        conditions);
  }

  static List<NamedValue> values(List<Parameter> parameters, Shown shown) {
    List<NamedValue> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      parameter
          .value()
          .ifPresent(
              value ->
                  values.add(new NamedValue(shown.text(parameter.name()), shown.value(value))));
    }
    return values;
  }
}
