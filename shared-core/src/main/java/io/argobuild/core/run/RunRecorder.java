package io.argobuild.core.run;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.report.view.LogTail;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of a run what its report shows and no status tells: ends of logs, when pods began to
 * work, and what artifact GC did. Bounded, whatever the run writes.
 */
public final class RunRecorder implements RunListener {
  private static final int LINES = 60;
  private static final int LINE = 1_000;
  private static final int LOG = 16_000;
  private static final int LOGS = 1_000;

  private final InstantSource clock;
  private final Map<String, Tail> tails =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tail> eldest) {
          return size() > LOGS;
        }
      };
  private final Map<String, Instant> started = new HashMap<>();
  private String runtime = "";
  private final Set<String> secrets;
  private final String manifest;
  private @Nullable GcReport gc;

  /**
   * @param resources whose Secrets must not be shown
   * @param manifest as the user named it
   */
  public RunRecorder(InstantSource clock, Manifests resources, String manifest) {
    this.clock = clock;
    this.secrets = RunResources.secretTexts(RunResources.objects(resources));
    this.manifest = manifest;
  }

  /** The last lines of one log. */
  private static final class Tail {
    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;
    private long total;

    private void add(String line) {
      String cut = line.length() > LINE ? line.substring(0, LINE) + '…' : line;
      lines.addLast(cut);
      characters += cut.length();
      total++;
      while (lines.size() > LINES || (characters > LOG && lines.size() > 1)) {
        characters -= lines.removeFirst().length();
      }
    }
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.RuntimeChosen chosen) {
      runtime = chosen.which().text();
    } else if (event instanceof RunEvent.NodeChanged change) {
      note(change.after());
    } else if (event instanceof RunEvent.PodLog log) {
      if (log.container().equals(PodProtocol.MAIN)) {
        tails.computeIfAbsent(log.nodeId(), id -> new Tail()).add(log.line());
      }
    } else if (event instanceof RunEvent.GcFinished finished) {
      gc = finished.report();
    }
  }

  private void note(NodeStatus node) {
    if (node.type() == NodeType.Leaf.POD && node.phase() == NodePhase.RUNNING) {
      // As exact as the other times of a status.
      started.putIfAbsent(node.id(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** What a report of an ended run is made of. */
  public synchronized ViewInput input(RunOutcome outcome) {
    ViewInput input = input(outcome.workflow());
    RunOutcome.Failure failure = outcome.failure();
    if (failure != null && failure.node() != null && !failure.lastLines().isEmpty()) {
      Map<String, LogTail> logs = new HashMap<>(input.logs());
      logs.putIfAbsent(failure.node().id(), new LogTail(failure.lastLines(), -1));
      input = input.withLogs(logs);
    }
    return outcome.gc() == null ? input : input.withGc(outcome.gc());
  }

  /** What a report is made of as of now. */
  public synchronized ViewInput input(Workflow workflow) {
    Map<String, LogTail> logs = new HashMap<>();
    tails.forEach((id, tail) -> logs.put(id, new LogTail(List.copyOf(tail.lines), tail.total)));
    return ViewInput.of(workflow, clock.instant())
        .withGc(gc)
        .withLogs(logs)
        .withStarted(started)
        .withSecrets(secrets)
        .withOrigin(runtime, manifest);
  }
}
