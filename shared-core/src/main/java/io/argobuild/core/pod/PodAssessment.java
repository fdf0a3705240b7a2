package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.status.NodePhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's status means for its node (Argo 4.1.2).
 *
 * @param phase of the node
 * @param message of the node, in Argo's words; empty when there is nothing to say. Argo clears a
 *     Pending message on the way to Running, but keeps any other
 * @param exitCode of container {@code main}; null until it has ended
 * @param ready whether every container is ready, so that a daemon counts as up
 * @param ended whether the pod has ended; phase and outputs are final unless {@code needsLog}
 * @param needsLog whether the report is in the log of {@link PodProtocol#COLLECT}, which has to be
 *     read and given to another assessment
 * @param reported whether collect's report was read; without one nothing is known of the outputs
 * @param parameters every output parameter of the template once there is a report; those that could
 *     not be saved have no value
 * @param artifacts what was stored
 * @param unsure names of artifacts of which storing failed, so that all or a part may be there
 * @param progress {@code N/M} as main reported it last, or empty
 * @param host name of the Kubernetes node, or empty
 * @param podIp its address, or empty
 * @param finishedAt when the last container ended; null while the pod has not
 * @param terminate running containers to end now, as their work is done
 * @param endCollectAt from when on collect is to be told by SIGTERM that main has ended; null while
 *     it goes on. It saves the outputs then, which may take long: give it {@link #COLLECT_GRACE}
 * @param containers states of a container set's members, in the template's order; else empty
 * @param result the end of main's standard output; null while or where it isn't known
 * @param resources what the pod has had, see {@link ResourceUse}; empty while it has not ended
 */
public record PodAssessment(
    NodePhase phase,
    String message,
    @Nullable Integer exitCode,
    boolean ready,
    boolean ended,
    boolean needsLog,
    boolean reported,
    List<Parameter> parameters,
    List<StoredArtifact> artifacts,
    Set<String> unsure,
    String progress,
    String host,
    String podIp,
    @Nullable Instant finishedAt,
    Set<String> terminate,
    @Nullable Instant endCollectAt,
    List<ContainerState> containers,
    @Nullable String result,
    Map<String, Long> resources) {

  /** How long collect may go on saving after SIGTERM. */
  public static final Duration COLLECT_GRACE = Duration.ofHours(1);

  /** How long collect's shell may take to be ready for a signal. */
  public static final Duration COLLECT_START = Duration.ofSeconds(2);

  /** How long collect may take to notice that main has ended before it is told so. */
  public static final Duration NOTICE_TIME = Duration.ofSeconds(30);

  public PodAssessment {
    parameters = List.copyOf(parameters);
    artifacts = List.copyOf(artifacts);
    unsure = Set.copyOf(unsure);
    terminate = Set.copyOf(terminate);
    containers = List.copyOf(containers);
    resources = Map.copyOf(resources);
  }

  /** With more artifacts that were stored. */
  public PodAssessment withStored(List<StoredArtifact> more) {
    List<StoredArtifact> all = new ArrayList<>(artifacts);
    all.addAll(more);
    return new PodAssessment(
        phase,
        message,
        exitCode,
        ready,
        ended,
        needsLog,
        reported,
        parameters,
        all,
        unsure,
        progress,
        host,
        podIp,
        finishedAt,
        terminate,
        endCollectAt,
        containers,
        result,
        resources);
  }

  /** Names of the containers whose end is the pod's: main, or all of a set. */
  public static List<String> mainContainers(Template template) {
    return PodAssessor.mainNames(template);
  }

  /** The Container node of a member of a container set. */
  public record ContainerState(String name, NodePhase phase, String message) {}

  /**
   * @param pod the pod with its status
   * @param template as it was given to {@link PodFactory}
   * @param collectLog the log of collect that was asked for by {@code needsLog}; null if it was not
   *     read yet, empty if it can't be read
   * @param now the time
   */
  public static PodAssessment assess(
      JsonNode pod, Template template, @Nullable String collectLog, Instant now) {
    return new PodAssessor(pod, template, collectLog, now).assess();
  }
}
