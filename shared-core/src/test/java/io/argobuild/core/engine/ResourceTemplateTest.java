package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.NodeActionFailed;
import io.argobuild.core.engine.Observation.ResourceSeen;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.YamlObjects;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTemplateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String JOB = "{apiVersion: batch/v1, kind: Job, metadata: {name: j}%s}";
  private static final ObjectRef REF = new ObjectRef("batch/v1", "Job", "default", "j");
  private static final String CONDITIONS =
      "successCondition: 'status.succeeded > 0', failureCondition: 'status.failed > 1'";

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);
  private Instant now = START;
  private WorkflowState state = workflow("container: {image: a, command: [b]}");
  private List<Action> actions = List.of();
  private @Nullable Instant wakeAt;

  private static WorkflowState workflow(String template) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf, namespace: default, uid: u}
        spec:
          entrypoint: main
          templates:
          - {name: main, %s}
        """
            .formatted(template);
    return WorkflowState.of(new ManifestReader().read(text, "wf.yaml").onlyWorkflow());
  }

  private ResourceTemplateTest start(String template) {
    state = workflow(template);
    return next();
  }

  private ResourceTemplateTest resource(String body) {
    return start("resource: {%s, manifest: \"%s\"}".formatted(body, JOB.formatted("")));
  }

  private ResourceTemplateTest next(Observation... observations) {
    Decision decision = reconciler.reconcile(state, List.of(observations), now);
    state = decision.next();
    actions = decision.actions();
    wakeAt = decision.wakeAt();
    return this;
  }

  private ResourceTemplateTest seen(String more) {
    return next(seen(more, false));
  }

  private static ResourceSeen seen(String more, boolean steady) {
    return new ResourceSeen("wf", List.of(YamlObjects.yaml(JOB.formatted(more))), steady);
  }

  private NodeStatus node() {
    return Objects.requireNonNull(state.node("wf"));
  }

  private Action.ApplyResource asked() {
    assertThat(actions).hasSize(1).first().isInstanceOf(Action.ApplyResource.class);
    return (Action.ApplyResource) actions.get(0);
  }

  private void assertEnded(NodePhase phase, String message) {
    assertThat(node().phase()).isEqualTo(phase);
    assertThat(node().message()).isEqualTo(message);
    assertThat(state.status().phase().isFulfilled()).isTrue();
    assertThat(Objects.requireNonNull(node().outputs()).path("exitCode").asText())
        .isEqualTo(phase == NodePhase.SUCCEEDED ? "0" : "64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "create", "apply", "replace", "patch", "delete"})
  void everyVerbIsAskedForAndSucceedsWithItsAnswer(String verb) {
    resource("action: " + verb);
    assertThat(node().phase()).isEqualTo(NodePhase.RUNNING);
    assertThat(asked().request().verb().text()).isEqualTo(verb);
    next(verb.equals("delete") ? new ResourceSeen("wf", List.of(), true) : seen("", true));
    assertEnded(NodePhase.SUCCEEDED, "");
    assertThat(node().progress()).isEqualTo("1/1");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "get     | , status: {succeeded: 1}            | Succeeded | ``",
        "create  | , status: {succeeded: 1}            | Succeeded | ``",
        "apply   | , status: {succeeded: 1}            | Succeeded | ``",
        "replace | , status: {succeeded: 1}            | Succeeded | ``",
        "patch   | , status: {succeeded: 1}            | Succeeded | ``",
        "get     | , status: {failed: 2}               | Failed    | failure condition '{status.failed gt [1]}' evaluated true",
        "create  | , status: {failed: 2, succeeded: 1} | Failed    | failure condition '{status.failed gt [1]}' evaluated true",
        "apply   | , status: {failed: 2}               | Failed    | failure condition '{status.failed gt [1]}' evaluated true",
        "replace | , status: {failed: 2}               | Failed    | failure condition '{status.failed gt [1]}' evaluated true",
        "patch   | , status: {failed: 2}               | Failed    | failure condition '{status.failed gt [1]}' evaluated true",
        "create  | , status: {failed: 1}               | Running   | ``",
        "create  | ``                                  | Running   | ``",
      })
  void conditionsAreSeenOnTheObject(String verb, String more, String phase, String message) {
    resource("action: " + verb + ", " + CONDITIONS).seen(more);
    assertThat(node().phase().argoName()).isEqualTo(phase);
    assertThat(node().message())
        .isEqualTo(message.isEmpty() ? "" : "main: Error (exit code 64): " + message);
  }

  @Test
  void theObjectIsLookedAtAgainEveryFiveSeconds() {
    resource("action: create, " + CONDITIONS).seen("");
    for (int i = 1; i < 4; i++) {
      assertThat(actions).isEmpty();
      assertThat(wakeAt).isEqualTo(now.plusSeconds(5));
      now = now.plusSeconds(5);
      next();
      assertThat(actions).containsExactly(new Action.ReadResource("wf", REF));
      seen(", status: {active: " + i + "}");
    }
    seen(", status: {succeeded: 1}");
    assertEnded(NodePhase.SUCCEEDED, "");
    assertThat(wakeAt).isNull();
  }

  @Test
  void theObjectIsLookedAtAgainWhenSomethingHasChanged() {
    resource("action: create, " + CONDITIONS).seen("").next(new Observation.ObjectsChanged());
    assertThat(actions).containsExactly(new Action.ReadResource("wf", REF));
  }

  @Test
  void whoTakesOverLooksAtTheObjectThatIsThere() {
    resource("action: create, " + CONDITIONS).seen("");
    state = WorkflowState.of(state.withStatus());
    assertThat(next().actions).containsExactly(new Action.ReadResource("wf", REF));
    assertThat(seen(", status: {succeeded: 1}").node().phase()).isEqualTo(NodePhase.SUCCEEDED);
  }

  @Test
  void whoTakesOverBeforeTheAnswerAsksForTheSameAgain() {
    String generated = JOB.formatted("").replace("name: j", "generateName: j-");
    start("resource: {action: create, manifest: \"%s\"}".formatted(generated));
    ObjectNode first = asked().request().objects().get(0);
    state = WorkflowState.of(state.withStatus());
    now = now.plusSeconds(60);
    next();
    assertThat(asked().request().objects()).containsExactly(first);
    assertThat(first.path("metadata").path("name").asText()).matches("j-.{5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec: {a: b}  | jsonPath: '{.spec.a}'            | b",
        "spec: {a: b}  | jqFilter: '.spec'                | {\"a\":\"b\"}",
        "spec: {a: b}  | jqFilter: '.spec.a'              | b",
        "spec: {}      | jsonPath: '{.spec.a}'            | ``",
        "spec: {}      | `jsonPath: '{.spec', default: d` | d",
        "spec: {}      | `jqFilter: '.spec.a | error', default: d` | d",
      })
  void outputsAreTakenFromTheObject(String spec, String from, String value) {
    start(
            "outputs: {parameters: [{name: o, valueFrom: {%s}, globalName: g}]}, resource: {action: get, manifest: \"%s\"}"
                .formatted(from, JOB.formatted("")))
        .seen(", " + spec);
    assertEnded(NodePhase.SUCCEEDED, "");
    assertThat(Objects.requireNonNull(node().outputs()).findValuesAsText("value"))
        .containsExactly(value);
    assertThat(Objects.requireNonNull(state.status().outputs()).findValuesAsText("value"))
        .containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonPath: '{.spec'       | error: error executing jsonpath",
        "jqFilter: '.[0]'         | jqFilter '.[0]': ",
      })
  void anOutputThatCanNotBeTakenFailsTheNode(String from, String message) {
    start(
            "outputs: {parameters: [{name: o, valueFrom: {%s}}]}, resource: {action: get, manifest: \"%s\"}"
                .formatted(from, JOB.formatted("")))
        .seen(", spec: {}");
    assertThat(node().phase()).isEqualTo(NodePhase.FAILED);
    assertThat(node().message())
        .startsWith("main: Error (exit code 64): output parameter 'o': " + message);
  }

  @Test
  void anObjectThatNeedNotBeThereLeavesDefaults() {
    start(
        "outputs: {parameters: [{name: o, valueFrom: {jsonPath: '{.a}', default: d}}]}, resource:"
            + " {action: get, flags: [job, j, --ignore-not-found], successCondition: a=b}");
    next(new ResourceSeen("wf", List.of(), true));
    assertEnded(NodePhase.SUCCEEDED, "");
    assertThat(Objects.requireNonNull(node().outputs()).findValuesAsText("value"))
        .containsExactly("d");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "action: delete, successCondition: a=b | successCondition, failureCondition and outputs are not supported for delete action",
        "action: create, successCondition: 'a in b' | success condition 'a in b' failed to parse: unable to parse requirement: found 'b' expected: '('",
        "action: create, failureCondition: '=' | fail condition '=' failed to parse: found '=', expected: !, identifier, or 'end of string'",
        "action: frob | error: unknown command \"frob\"",
        "action: create, flags: [--dry-run] | flag --dry-run is not supported: nothing would be done: leave it out",
      })
  void whatCanNotBeAskedForFailsAtOnce(String body, String message) {
    resource(body);
    assertThat(actions).isEmpty();
    assertEnded(NodePhase.FAILED, "main: Error (exit code 64): " + message);
  }

  @Test
  void conditionsAreForOneObject() {
    String two = "%1$s\\n---\\n%1$s".formatted(JOB.formatted(""));
    start("resource: {action: apply, successCondition: a=b, manifest: \"%s\"}".formatted(two));
    assertEnded(
        NodePhase.FAILED,
        "main: Error (exit code 64): conditions and outputs need one object, but there are 2; use a"
            + " template for each");
  }

  private Problem problem(ProblemClass kind) {
    return new Problem("CLUSTER_X", kind, "jobs \"j\" not found", Place.NOWHERE, "");
  }

  @ParameterizedTest
  @EnumSource(ProblemClass.class)
  void aRequestThatFailsFailsTheNode(ProblemClass kind) {
    resource("action: create, " + CONDITIONS).next(new NodeActionFailed(asked(), problem(kind)));
    assertEnded(NodePhase.FAILED, "main: Error (exit code 64): jobs \"j\" not found");
  }

  @ParameterizedTest
  @EnumSource(ProblemClass.class)
  void aLookThatFailsIsRepeatedIfThatIsOfAnyUse(ProblemClass kind) {
    resource("action: create, " + CONDITIONS).seen("");
    now = now.plusSeconds(5);
    next();
    next(new NodeActionFailed((Action.NodeAction) actions.get(0), problem(kind)));
    switch (kind) {
      case TRANSIENT -> {
        assertThat(node().phase()).isEqualTo(NodePhase.RUNNING);
        assertThat(wakeAt).isEqualTo(now.plusSeconds(5));
      }
      case NOT_FOUND ->
          assertEnded(
              NodePhase.FAILED,
              "main: Error (exit code 64): The resource has been deleted while its status was"
                  + " still being checked. Will not be retried: jobs \"j\" not found");
      default -> assertEnded(NodePhase.FAILED, "main: Error (exit code 64): jobs \"j\" not found");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStopAndATerminationEndTheWait(boolean stop) {
    resource("action: create, " + CONDITIONS).seen("");
    next(new Observation.Command(stop ? new UserCommand.Stop("") : new UserCommand.Terminate()));
    assertThat(node().phase()).isEqualTo(NodePhase.FAILED);
    assertThat(node().message())
        .isEqualTo("workflow shutdown with strategy:  " + (stop ? "Stop" : "Terminate"));
    assertThat(next(seen(", status: {succeeded: 1}", false)).node().phase())
        .isEqualTo(NodePhase.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "timeout: 12s, 12, Pod was active on the node longer than the specified deadline",
    "activeDeadlineSeconds: 12, 12, Pod was active on the node longer than the specified deadline",
  })
  void aDeadlineEndsTheWait(String limit, int seconds, String message) {
    start(
            "%s, resource: {action: create, %s, manifest: \"%s\"}"
                .formatted(limit, CONDITIONS, JOB.formatted("")))
        .seen("");
    while (!node().isFulfilled()) {
      now = Objects.requireNonNull(wakeAt);
      next();
      if (!node().isFulfilled()) {
        seen("");
      }
    }
    assertThat(Duration.between(START, now)).hasSeconds(seconds);
    assertThat(node().message()).isEqualTo(message);
  }

  @Test
  void whatNothingChangesIsNotWaitedFor() {
    resource("action: create, " + CONDITIONS).next(seen("", true));
    assertEnded(
        NodePhase.FAILED,
        "main: Error (exit code 64): success condition 'status.succeeded > 0' can't come true:"
            + " nothing here changes Job default/j; use runtime kubernetes");
  }

  @Test
  void whatAnotherNodeMayChangeIsWaitedForUntilItHasEnded() {
    String wait = "action: create, successCondition: data=ready, manifest: \"%s\"";
    state =
        workflow(
            "dag: {tasks: [{name: a, inline: {resource: {%s}}}, {name: b, inline: {suspend: {}}}]}"
                .formatted(wait.formatted(JOB.formatted(""))));
    next();
    String id = asked().nodeId();
    ResourceSeen unmet = new ResourceSeen(id, List.of(YamlObjects.yaml(JOB.formatted(""))), true);
    next(unmet);
    assertThat(Objects.requireNonNull(state.node(id)).phase()).isEqualTo(NodePhase.RUNNING);

    next(new Observation.Command(new UserCommand.Resume("", Map.of(), "")));
    now = now.plusSeconds(5);
    next(unmet);
    assertThat(Objects.requireNonNull(state.node(id)).message()).contains("can't come true");
  }

  @Test
  void aManifestMayBeInAnArtifact() {
    String inputs =
        "inputs: {artifacts: [{name: m, path: /m, %s}]}, resource: {action: create, manifestFrom: {artifact: {name: m}}}";
    start(inputs.formatted("s3: {key: 'k/m.tgz'}"));
    assertThat(actions).containsExactly(new Action.ReadManifest("wf", "k/m.tgz"));
    next(new Observation.ManifestRead("wf", JOB.formatted("")));
    assertThat(asked().request().size()).isEqualTo(1);

    start(inputs.formatted("raw: {data: \"%s\"}".formatted(JOB.formatted(""))));
    assertThat(asked().request().size()).isEqualTo(1);

    start(inputs.formatted("optional: true"));
    assertThat(node().phase()).isEqualTo(NodePhase.ERROR);
    assertThat(node().message())
        .isEqualTo("init: Error (exit code 64): required artifact 'm' not supplied");
  }

  @Test
  void anArtifactThatCanNotBeReadFailsTheNode() {
    start(
        "inputs: {artifacts: [{name: m, path: /m, s3: {key: k}}]}, resource: {action: create,"
            + " manifestFrom: {artifact: {name: m}}}");
    next(
        new NodeActionFailed((Action.NodeAction) actions.get(0), problem(ProblemClass.PERMISSION)));
    assertEnded(NodePhase.FAILED, "main: Error (exit code 64): jobs \"j\" not found");
  }

  @Test
  void aFailedAttemptIsRetriedUnderAnotherOwner() {
    start(
        "retryStrategy: {limit: 1}, resource: {action: create, manifest: \"%s\"}"
            .formatted(JOB.formatted("")));
    Action.ApplyResource first = asked();
    next(new NodeActionFailed(first, problem(ProblemClass.CONFIGURATION)));
    assertThat(asked().request().owner().nodeId()).isNotEqualTo(first.request().owner().nodeId());
  }
}
