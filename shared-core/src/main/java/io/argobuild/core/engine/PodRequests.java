package io.argobuild.core.engine;

import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.HttpPod;
import io.argobuild.core.pod.InputArtifact;
import io.argobuild.core.pod.OutputArtifact;
import io.argobuild.core.pod.PodRequest;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out what a node's pod is to be: deadlines, artifacts, surroundings. */
final class PodRequests {
  private static final Duration SLACK = Duration.ofSeconds(30);

  private final Drive drive;
  private final Pass pass;

  PodRequests(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  PodRequest of(Frame.Leaf frame, NodeStatus node) throws TemplateException {
    Call call = frame.call();
    Template template = template(frame);
    String podName = drive.caller.podName(call);
    Frame boundary = call.boundaryId().isEmpty() ? null : pass.frame(call.boundaryId());
    return new PodRequest(
        drive.definitions.pods(),
        template,
        boundary instanceof Frame.Steps steps
            ? steps.template()
            : boundary instanceof Frame.Dag dag ? dag.template() : null,
        call.id(),
        call.name(),
        podName,
        call.exitHandler(),
        call.captureResult() && frame.template().http().isEmpty(),
        deadlineSeconds(call, template, node),
        drive.retries.avoidedHosts(call),
        inputs(template),
        OutputArtifact.of(template, ArtifactFolder.of(drive, template, podName)));
  }

  /** What its pod runs. */
  Template template(Frame.Leaf frame) {
    return HttpPod.template(frame.template(), drive.settings.pods().helperImage());
  }

  private static List<InputArtifact> inputs(Template template) {
    List<InputArtifact> inputs = new ArrayList<>();
    for (Artifact artifact : template.inputs().artifacts()) {
      inputs.add(InputArtifact.of(artifact, artifact, source(artifact)));
    }
    return inputs;
  }

  private static InputArtifact.Source source(Artifact artifact) {
    if (artifact.raw().path("raw").isObject()) {
      return new InputArtifact.Raw(Fields.textOrEmpty(artifact.raw().path("raw"), "data"));
    }
    return ArtifactLocation.of(artifact)
        .key()
        .<InputArtifact.Source>map(InputArtifact.Stored::new)
        .orElseGet(InputArtifact.NotSupplied::new);
  }

  /** Seconds that the pod may run; {@code timeout} takes the place of the others (Argo 4.1.2). */
  private @Nullable Long deadlineSeconds(Call call, Template template, NodeStatus node)
      throws TemplateException {
    Instant started = node.startedAt() == null ? pass.now() : node.startedAt();
    if (!template.timeout().isEmpty()) {
      Duration left = Duration.between(pass.now(), started.plus(duration(template.timeout())));
      if (left.toSeconds() < 1) {
        throw new TemplateException(call.name() + " exceeded its deadline");
      }
      return left.toSeconds();
    }
    Long own = whole(template.activeDeadlineSeconds());
    Instant attempt = drive.retries.deadline(call);
    if (attempt != null) {
      long left = Math.max(1, Duration.between(pass.now(), attempt).toSeconds());
      own = own == null ? left : Math.min(own, left);
    }
    Instant deadline = call.exitHandler() ? null : drive.shutdown.deadline();
    if (deadline == null) {
      return own;
    }
    // The engine ends the node at the deadline; the pod's own is for when nobody drives the run.
    long left = Math.max(1, Duration.between(pass.now(), deadline).plus(SLACK).toSeconds());
    return own == null ? left : Math.min(own, left);
  }

  /** Until when a node that needs no pod may take; null for ever. */
  @Nullable Instant limit(Call call, Template template, NodeStatus node) throws TemplateException {
    Instant started = node.startedAt() == null ? pass.now() : node.startedAt();
    if (!template.timeout().isEmpty()) {
      return started.plus(duration(template.timeout()));
    }
    Long seconds = whole(template.activeDeadlineSeconds());
    Instant own = seconds == null ? null : started.plusSeconds(seconds);
    Instant attempt = drive.retries.deadline(call);
    return own == null || (attempt != null && attempt.isBefore(own)) ? attempt : own;
  }

  private static @Nullable Long whole(String text) throws TemplateException {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TemplateException("value '" + text + "' cannot be resolved to an int");
    }
  }

  private static Duration duration(String text) throws TemplateException {
    try {
      return ArgoDuration.parse(text);
    } catch (ProblemException e) {
      throw new TemplateException(e.problem().message());
    }
  }
}
