package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.ContainerStatus.Terminated;
import io.argobuild.core.pod.PodAssessment.ContainerState;
import io.argobuild.core.pod.PodReport.ReportText;
import io.argobuild.core.status.NodePhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One assessment of one pod. */
final class PodAssessor {
  private final JsonNode pod;
  private final Template template;
  private final Instant now;
  private final List<ContainerStatus> inits;
  private final List<ContainerStatus> regulars;
  private final Set<String> mains;
  private final ReportText message;
  private final @Nullable PodReport report;

  /** Whether the report is said to be in a log that nobody has given. */
  private final boolean needsLog;

  PodAssessor(JsonNode pod, Template template, @Nullable String collectLog, Instant now) {
    this.pod = pod;
    this.template = template;
    this.now = now;
    inits = ContainerStatus.all(pod, "initContainerStatuses");
    regulars = ContainerStatus.all(pod, "containerStatuses");
    mains = Set.copyOf(mainNames(template));
    message = PodReport.parse(collectMessage());
    needsLog = message instanceof PodReport.InLog && collectLog == null;
    report = report(message, collectLog);
  }

  static List<String> mainNames(Template template) {
    return template
        .containerSet()
        .map(set -> Fields.objects(set, "containers", c -> Fields.textOrEmpty(c, "name")))
        .orElse(List.of(PodProtocol.MAIN));
  }

  private static @Nullable PodReport report(ReportText message, @Nullable String log) {
    if (message instanceof PodReport.Here here) {
      return here.report();
    }
    return message instanceof PodReport.InLog && log != null
        ? PodReport.parseLog(log).orElse(null)
        : null;
  }

  private String collectMessage() {
    return regulars.stream()
        .filter(status -> status.name().equals(PodProtocol.COLLECT))
        .flatMap(status -> status.terminated().stream())
        .map(Terminated::message)
        .findFirst()
        .orElse("");
  }

  PodAssessment assess() {
    ContainerState verdict = verdict();
    boolean ended = podPhase().equals("Succeeded") || podPhase().equals("Failed");
    OutputReading outputs = new OutputReading(template, report);
    return new PodAssessment(
        verdict.phase(),
        verdict.message(),
        exitCode(),
        !regulars.isEmpty() && regulars.stream().allMatch(ContainerStatus::ready),
        ended,
        needsLog,
        report != null,
        outputs.parameters(),
        report == null ? List.of() : report.artifacts(),
        report == null ? Set.of() : report.unsure(),
        report == null ? "" : report.progress(),
        pod.path("spec").path("nodeName").asText(""),
        pod.path("status").path("podIP").asText(""),
        ended ? finishedAt() : null,
        toTerminate(),
        endCollectAt(),
        containerStates(),
        report == null ? null : report.result(),
        ended ? ResourceUse.of(pod) : Map.of());
  }

  private String podPhase() {
    return pod.path("status").path("phase").asText("");
  }

  private String podName() {
    return pod.path("metadata").path("name").asText("");
  }

  private ContainerState verdict() {
    return switch (podPhase()) {
      // A pod without a status was created a moment ago.
      case "", "Pending" -> verdict(NodePhase.PENDING, pendingMessage());
      case "Running" -> verdict(NodePhase.RUNNING, "");
      case "Succeeded" -> verdict(template.daemon() ? NodePhase.FAILED : NodePhase.SUCCEEDED, "");
      case "Failed" -> new PodFailure(pod, mains, this::collectWords).verdict();
      default -> {
        String text = "Unexpected pod phase for " + podName() + ": " + podPhase();
        yield verdict(NodePhase.ERROR, text);
      }
    };
  }

  private static ContainerState verdict(NodePhase phase, String message) {
    return new ContainerState("", phase, message);
  }

  /** As Argo, but an init container that can't start is named too. */
  private String pendingMessage() {
    Stream<JsonNode> initsWait =
        inits.stream()
            .flatMap(status -> status.waiting().stream())
            .filter(state -> !state.path("reason").asText("").equals("PodInitializing"));
    Stream<JsonNode> othersWait = regulars.stream().flatMap(status -> status.waiting().stream());
    Optional<JsonNode> first = Stream.concat(initsWait, othersWait).findFirst();
    if (first.isPresent()) {
      String reason = first.get().path("reason").asText("");
      String text = first.get().path("message").asText("");
      return text.isEmpty() ? reason : reason + ": " + text;
    }
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("reason").asText("").equals("Unschedulable")) {
        return "Unschedulable: " + condition.path("message").asText("");
      }
    }
    return "";
  }

  /** The report's first error stands for a report; other words of collect stand for themselves. */
  private String collectWords(String own) {
    if (report != null) {
      return new OutputReading(template, report).firstError();
    }
    return message instanceof PodReport.Nothing ? own : "its report could not be read";
  }

  private @Nullable Integer exitCode() {
    return regulars.stream()
        .filter(status -> status.name().equals(PodProtocol.MAIN))
        .flatMap(status -> status.terminated().stream())
        .map(Terminated::exitCode)
        .findFirst()
        .orElse(null);
  }

  private Instant finishedAt() {
    if (Stream.concat(inits.stream(), regulars.stream()).anyMatch(ContainerStatus::running)) {
      return now;
    }
    return Stream.concat(inits.stream(), regulars.stream())
        .flatMap(status -> status.terminated().stream())
        .flatMap(end -> Stream.ofNullable(end.finishedAt()))
        .max(Instant::compareTo)
        .orElse(now);
  }

  private List<ContainerStatus> mainStatuses() {
    return regulars.stream().filter(status -> mains.contains(status.name())).toList();
  }

  private boolean mainsDone() {
    List<ContainerStatus> statuses = mainStatuses();
    boolean anyFailed =
        statuses.stream().flatMap(s -> s.terminated().stream()).anyMatch(end -> !end.ok());
    boolean allEnded =
        !statuses.isEmpty() && statuses.stream().allMatch(s -> s.terminated().isPresent());
    return anyFailed || allEnded;
  }

  private boolean collectEnded() {
    return regulars.stream()
        .anyMatch(s -> s.name().equals(PodProtocol.COLLECT) && s.terminated().isPresent());
  }

  /** Collect is left out: it has work to do when the others are done. */
  private Set<String> toTerminate() {
    Set<String> names = new HashSet<>();
    if (podPhase().equals("Running") && (mainsDone() || collectEnded())) {
      regulars.stream()
          .filter(status -> status.running() && !status.name().equals(PodProtocol.COLLECT))
          .forEach(status -> names.add(status.name()));
    }
    return names;
  }

  private @Nullable Instant endCollectAt() {
    List<ContainerStatus> statuses = mainStatuses();
    Optional<ContainerStatus> collect =
        regulars.stream().filter(s -> s.name().equals(PodProtocol.COLLECT)).findFirst();
    List<Terminated> ends = statuses.stream().flatMap(s -> s.terminated().stream()).toList();
    boolean collectRuns = collect.filter(ContainerStatus::running).isPresent();
    if (!collectRuns || ends.isEmpty() || ends.size() < statuses.size()) {
      return null;
    }
    Instant started = collect.get().startedAt();
    Instant ready = started == null ? now : started.plus(PodAssessment.COLLECT_START);
    String how =
        pod.path("metadata").path("annotations").path(PodProtocol.COLLECT_ANNOTATION).asText("");
    if (how.equals(PodProtocol.BY_SIGNAL) || ends.stream().anyMatch(end -> !end.started())) {
      return ready;
    }
    return ends.stream()
        .flatMap(end -> Stream.ofNullable(end.finishedAt()))
        .max(Comparator.naturalOrder())
        .orElse(now)
        .plus(PodAssessment.NOTICE_TIME);
  }

  private List<ContainerState> containerStates() {
    if (template.containerSet().isEmpty()) {
      return List.of();
    }
    List<ContainerState> states = new ArrayList<>();
    for (String name : mainNames(template)) {
      regulars.stream()
          .filter(status -> status.name().equals(name))
          .findFirst()
          .ifPresent(status -> states.add(containerState(status)));
    }
    return states;
  }

  private ContainerState containerState(ContainerStatus status) {
    if (status.terminated().isEmpty()) {
      if (podPhase().equals("Failed")) {
        return new ContainerState(
            status.name(), NodePhase.FAILED, "Pod Failed whilst container running");
      }
      NodePhase phase = status.running() ? NodePhase.RUNNING : NodePhase.PENDING;
      return new ContainerState(status.name(), phase, "");
    }
    Terminated end = status.terminated().get();
    if (end.ok()) {
      return new ContainerState(status.name(), NodePhase.SUCCEEDED, "");
    }
    NodePhase phase =
        end.exitCode() == PodProtocol.EXECUTOR_FAILURE ? NodePhase.ERROR : NodePhase.FAILED;
    // Argo always writes the colon before the message of a member.
    String text = end.text(status.name(), "") + ": " + end.message();
    return new ContainerState(status.name(), phase, text);
  }
}
