package io.argobuild.core.report;

import static io.argobuild.core.status.NodePhase.ERROR;
import static io.argobuild.core.status.NodePhase.FAILED;
import static io.argobuild.core.status.NodePhase.OMITTED;
import static io.argobuild.core.status.NodePhase.SKIPPED;
import static io.argobuild.core.status.NodePhase.SUCCEEDED;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Virtual.DAG;
import static io.argobuild.core.status.NodeType.Virtual.RETRY;
import static io.argobuild.core.status.NodeType.Virtual.STEPS;
import static io.argobuild.core.status.NodeType.Virtual.STEP_GROUP;
import static io.argobuild.core.status.NodeType.Virtual.TASK_GROUP;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.report.view.LogTail;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.report.view.ViewModel;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.TreePVector;

/** Runs to draw: a release that failed, and a large build. */
public final class SampleRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant END = Nodes.START.plusSeconds(600);

  private SampleRuns() {}

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant at(int second) {
    return Nodes.START.plusSeconds(second);
  }

  private static Nodes step(
      Nodes nodes, String boundary, String name, NodePhase phase, int from, int to) {
    String shown = name.replaceFirst("^.*[.\\]]\\.?(?=[^.]*$)", "");
    return nodes.in(
        boundary,
        name,
        shown,
        POD,
        phase,
        n ->
            n.templateName("work")
                .startedAt(at(from))
                .finishedAt(at(to))
                .hostNodeName("worker-1")
                .message(phase == FAILED ? "main: Error (exit code 3)" : "")
                .outputs(json("{\"exitCode\":\"" + (phase == FAILED ? 3 : 0) + "\"}")));
  }

  /** A release with retries, a loop, steps, hooks, artifacts and a GC that could not do it all. */
  public static View release() {
    ArtifactState jar =
        new ArtifactState(
            "jar", ArtifactState.Phase.STORED, "release/compile/jar.tgz", 734_003, "", "", null);
    ArtifactState classes =
        new ArtifactState(
            "classes",
            ArtifactState.Phase.STORED,
            "release/compile/classes.tgz",
            51_200,
            "",
            "OnWorkflowCompletion",
            null);
    Nodes nodes = new Nodes("release");
    nodes.node("release", DAG, FAILED, n -> n.startedAt(at(0)).finishedAt(at(330)));
    step(nodes, "release", "release.checkout", SUCCEEDED, 0, 12);
    nodes.in(
        "release",
        "release.compile",
        "compile",
        POD,
        SUCCEEDED,
        n ->
            n.templateName("maven")
                .startedAt(at(13))
                .finishedAt(at(73))
                .artifacts(TreePVector.from(List.of(jar, classes))));
    nodes.in("release", "release.unit-tests", "unit-tests", TASK_GROUP, SUCCEEDED);
    String[] modules = {"core", "api", "web", "cli", "docs", "db", "auth", "mail", "jobs", "sdk"};
    for (int i = 0; i < modules.length; i++) {
      String name = "release.unit-tests(" + i + ":" + modules[i] + ")";
      step(nodes, "release", name, SUCCEEDED, 74, 90 + 6 * i);
      nodes.children("release.unit-tests", name);
    }
    nodes.in(
        "release",
        "release.integration",
        "integration",
        RETRY,
        FAILED,
        n -> n.startedAt(at(74)).finishedAt(at(290)).message("No more retries left"));
    for (int i = 0; i < 3; i++) {
      String name = "release.integration(" + i + ")";
      step(nodes, "release", name, FAILED, 74 + 72 * i, 140 + 72 * i);
      nodes.children("release.integration", name);
    }
    nodes.in("release", "release.image", "image", STEPS, SUCCEEDED);
    nodes.in("release.image", "release.image[0]", "[0]", STEP_GROUP, SUCCEEDED);
    step(nodes, "release.image", "release.image[0].amd64", SUCCEEDED, 75, 116);
    step(nodes, "release.image", "release.image[0].arm64", SUCCEEDED, 75, 119);
    nodes.in(
        "release.image",
        "release.image[0].s390x",
        "s390x",
        NodeType.Leaf.SKIPPED,
        SKIPPED,
        n -> n.message("when 'false' evaluated false"));
    nodes.in("release.image", "release.image[1]", "[1]", STEP_GROUP, SUCCEEDED);
    step(nodes, "release.image", "release.image[1].manifest", SUCCEEDED, 120, 160);
    nodes.in("release", "release.scan", "scan", POD, ERROR, n -> n.message("pod was evicted"));
    nodes.in("release", "release.deploy", "deploy", NodeType.Leaf.SKIPPED, OMITTED);
    nodes.node(
        "release.onExit",
        POD,
        SUCCEEDED,
        n -> n.templateName("notify").flag(NodeFlag.HOOKED).startedAt(at(300)).finishedAt(at(330)));
    nodes
        .children("release", "release.checkout")
        .children("release.checkout", "release.compile")
        .children("release.compile", "release.unit-tests", "release.integration", "release.image")
        .children("release.image", "release.image[0]")
        .children(
            "release.image[0]",
            "release.image[0].amd64",
            "release.image[0].arm64",
            "release.image[0].s390x")
        .children("release.image[0].amd64", "release.image[1]")
        .children("release.image[1]", "release.image[1].manifest")
        .children("release.image[1].manifest", "release.scan")
        .children("release.scan", "release.deploy");
    for (int i = 0; i < 3; i++) {
      nodes.children("release.integration(" + i + ")", "release.deploy");
    }
    Workflow workflow = nodes.workflow(status -> status.put("phase", "Failed"));
    ObjectNode status = (ObjectNode) workflow.raw().get("status");
    status.put("startedAt", at(0).toString()).put("finishedAt", at(330).toString());
    status.put("progress", "16/19").put("message", "child 'release.integration' failed");
    ((ObjectNode) workflow.raw().get("spec"))
        .setAll(
            json(
                "{\"entrypoint\":\"main\",\"artifactGC\":{\"strategy\":\"OnWorkflowCompletion\"},"
                    + "\"arguments\":{\"parameters\":[{\"name\":\"sha\",\"value\":\"4f2c\"}]}}"));
    String compile = NodeId.of("release", "release.compile");
    GcReport gc =
        new GcReport(
            "release",
            List.of(new GcReport.Deleted("release/compile/jar.tgz", 1)),
            List.of(
                new GcReport.Skipped(
                    NodeId.of("release", "release.integration(0)"), "log", "", "never stored", "")),
            List.of(
                new GcReport.Failed(
                    "release/compile/classes.tgz",
                    "PERMISSION",
                    "s3:DeleteObject denied for user ci on artifacts/release/*",
                    3)),
            List.of());
    Map<String, LogTail> logs = new HashMap<>();
    logs.put(compile, new LogTail(List.of("[INFO] Building core", "[INFO] BUILD SUCCESS"), 812));
    logs.put(
        NodeId.of("release", "release.integration(2)"),
        new LogTail(
            List.of(
                "starting postgres <script>alert('x')</script>",
                "FAIL src/checkout.spec.ts: total after discount",
                "  expected 84.15 but was 84.14 & </script><img src=x onerror=alert(1)>",
                "1 of 214 tests failed"),
            4_211));
    return ViewModel.of(
        ViewInput.of(workflow, END)
            .withGc(gc)
            .withLogs(logs)
            .withOrigin("kubernetes", "ci/release.yaml")
            .withNext(
                List.of(
                    new View.NextStep("Run again what failed", "mvn argo:retry -Dargo.run=release"),
                    new View.NextStep("The whole log", "mvn argo:logs -Dargo.run=release"))));
  }

  /** As many nodes as wanted: stages of modules, each module a group of three steps. */
  public static View large(int nodeCount) {
    Nodes nodes = new Nodes("monorepo");
    nodes.node("monorepo", DAG, FAILED, n -> n.startedAt(at(0)).finishedAt(at(500)));
    int modules = (nodeCount - 1) / 4;
    List<String> before = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      String module = "monorepo.module-" + m;
      int from = m / 25 * 12;
      boolean bad = m % 97 == 40;
      nodes.in(
          "monorepo",
          module,
          "module-" + m,
          DAG,
          bad ? FAILED : SUCCEEDED,
          n -> n.startedAt(at(from)).finishedAt(at(from + 11)));
      step(nodes, module, module + ".compile", SUCCEEDED, from, from + 4);
      step(nodes, module, module + ".test", bad ? FAILED : SUCCEEDED, from + 4, from + 9);
      step(nodes, module, module + ".pack", SUCCEEDED, from + 9, from + 11);
      nodes.children(module, module + ".compile");
      nodes.children(module + ".compile", module + ".test");
      nodes.children(module + ".test", module + ".pack");
      if (m < 25) {
        nodes.children("monorepo", module);
      } else {
        nodes.children(before.get(m - 25) + ".pack", module);
        nodes.children(before.get((m * 7) % (m - 24)) + ".pack", module);
      }
      before.add(module);
    }
    Workflow workflow = nodes.workflow(status -> status.put("phase", "Failed"));
    ((ObjectNode) workflow.raw().get("status"))
        .put("startedAt", at(0).toString())
        .put("finishedAt", at(500).toString());
    Map<String, LogTail> logs = new HashMap<>();
    for (String module : before) {
      logs.put(
          NodeId.of("monorepo", module + ".test"),
          new LogTail(List.of("[INFO] Tests run: 12", "[INFO] done"), 2));
    }
    return ViewModel.of(ViewInput.of(workflow, END).withLogs(logs));
  }
}
