package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.run.RunEvent;
import io.argobuild.core.run.RuntimeKind;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final RecordingLog log = new RecordingLog();
  private Instant now = START;

  private static NodeStatus node(String name, String type, String phase, String message) {
    ObjectNode status = new ObjectMapper().createObjectNode();
    ObjectNode node = status.putObject("nodes").putObject(name);
    node.put("id", name).put("name", "wf." + name).put("displayName", name);
    node.put("type", type).put("phase", phase).put("message", message);
    node.put("startedAt", "2026-01-01T00:00:00Z");
    if (!phase.equals("Running")) {
      node.put("finishedAt", "2026-01-01T00:00:07Z");
    }
    return StatusReader.nodes(status).get(0);
  }

  private static RunEvent change(@Nullable NodeStatus before, NodeStatus after) {
    return new RunEvent.NodeChanged(before, after);
  }

  private Narrator narrator(Console console, Style style) {
    return new Narrator(console, style, () -> now);
  }

  @Test
  void aRunIsToldInPlainLines() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);
    NodeStatus running = node("build", "Pod", "Running", "");

    narrator.on(new RunEvent.RuntimeChosen(RuntimeKind.LOCAL, "it was asked for"));
    narrator.on(new RunEvent.Started(FakeService.workflow("wf"), false));
    narrator.on(change(null, node("wf", "Steps", "Running", "")));
    narrator.on(change(null, running));
    narrator.on(change(running, running));
    narrator.on(new RunEvent.PodLog("build", "build", "pod", "main", "\u001b[31mhi\u001b[0m"));
    narrator.on(change(running, node("build", "Pod", "Failed", "Error (exit code 1)")));
    narrator.on(change(null, node("later", "Skipped", "Omitted", "")));
    narrator.on(new RunEvent.ChildChanged("child", WorkflowPhase.RUNNING));
    narrator.on(new RunEvent.ChildChanged("child", WorkflowPhase.FAILED));
    narrator.on(new RunEvent.Notice("SOME_CODE", "something"));

    assertThat(log.lines)
        .containsExactly(
            "Runtime local: it was asked for",
            "Workflow wf started",
            "● build runs",
            "[build] hi",
            "✖ build Failed after 7s: Error (exit code 1)",
            "Workflow child runs",
            "Workflow child Failed",
            "WARN SOME_CODE: something");
  }

  @Test
  void whyANodeWaitsIsToldOnce() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);
    NodeStatus silent = node("build", "Pod", "Pending", "");
    NodeStatus refused = node("build", "Pod", "Pending", "no space left");

    narrator.on(change(null, silent));
    narrator.on(change(silent, refused));
    narrator.on(change(refused, refused));

    assertThat(log.lines).containsExactly("○ build waits: no space left");
  }

  @Test
  void whoWaitsForALockIsToldWhateverItIs() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);
    String message = "Waiting for ns/Mutex/m lock. Lock status: 0/1";
    WorkflowStatus before = StatusReader.workflow(new ObjectMapper().createObjectNode());
    WorkflowStatus waits = before.withPhase(WorkflowPhase.PENDING, message);

    narrator.on(change(null, node("deploy", "Steps", "Pending", message)));
    narrator.on(new RunEvent.StatusChanged(before, waits, false));
    narrator.on(new RunEvent.StatusChanged(waits, waits, false));

    assertThat(log.lines)
        .containsExactly("○ deploy waits: " + message, "The workflow waits: " + message);
  }

  @Test
  void aMemoizedNodeTookNoTime() {
    ObjectNode status = new ObjectMapper().createObjectNode();
    ObjectNode node = status.putObject("nodes").putObject("calc");
    node.put("id", "calc").put("name", "wf.calc").put("displayName", "calc");
    node.put("type", "Pod")
        .put("phase", "Succeeded")
        .putObject("memoizationStatus")
        .put("hit", true);

    narrator(new PlainConsole(log), Style.PLAIN)
        .on(change(null, StatusReader.nodes(status).get(0)));

    assertThat(log.lines).containsExactly("✔ calc Succeeded (memoized)");
  }

  @Test
  void withoutUtf8MarksAreAscii() {
    Narrator narrator = narrator(new PlainConsole(log), new Style(false, false, false));
    narrator.on(change(null, node("a", "Pod", "Succeeded", "")));
    assertThat(log.lines).containsExactly("+ a Succeeded after 7s");
  }

  @Test
  void aQuietRunSaysEveryHalfMinuteWhatGoesOn() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);
    narrator.on(change(null, node("build", "Pod", "Running", "")));
    log.lines.clear();

    now = START.plusSeconds(29);
    narrator.tick();
    assertThat(log.lines).isEmpty();

    now = START.plusSeconds(30);
    narrator.tick();
    narrator.tick();
    assertThat(log.lines).containsExactly("> 30s, running: build");
  }

  @Test
  void suspendingAndResumingAreToldOnce() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);
    WorkflowStatus status = StatusReader.workflow(FakeService.workflow("wf").raw());
    for (boolean suspended : new boolean[] {false, true, true, false}) {
      narrator.on(new RunEvent.StatusChanged(status, status, suspended));
    }
    assertThat(log.lines).containsExactly("The workflow is suspended", "The workflow goes on");
  }

  @Test
  void whatEveryPodWaitsForIsNotTold() {
    Narrator narrator = narrator(new PlainConsole(log), Style.PLAIN);

    narrator.on(change(null, node("build", "Pod", "Pending", "ContainerCreating")));
    narrator.on(change(null, node("test", "Pod", "Pending", "Unschedulable: no room")));

    assertThat(log.lines).containsExactly("○ test waits: Unschedulable: no room");
  }

  @Test
  void aTerminalKeepsOneLineAtTheBottom() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    Narrator narrator = narrator(new LiveConsole(log, out, 80), new Style(true, true, true));

    narrator.on(change(null, node("build", "Pod", "Running", "")));
    assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("> 0s, running: build");

    now = START.plusSeconds(2);
    narrator.tick();
    assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K> 2s, running: build");
  }

  @Test
  void theBottomLineIsErasedAtTheEndAndNeverWraps() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    LiveConsole console = new LiveConsole(log, out, 80);

    console.status("x".repeat(500));
    assertThat(screen.toString(StandardCharsets.UTF_8)).hasSize(79).endsWith("...");
    console.close();
    assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("...\r\u001b[K");
  }
}
