package io.argobuild.core.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Makes a {@link NodeStatus}, new or changed. */
public final class NodeBuilder {
  private final String id;
  private final String name;
  private String displayName;
  private NodeType type;
  private String templateName = "";
  private @Nullable ObjectNode templateRef;
  private String templateScope = "";
  private NodePhase phase = NodePhase.PENDING;
  private String boundaryId = "";
  private String message = "";
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable ObjectNode inputs;
  private @Nullable ObjectNode outputs;
  private PVector<String> children = TreePVector.empty();
  private List<String> outboundNodes = List.of();
  private @Nullable NodeFlag flag;
  private boolean daemoned;
  private String podIp = "";
  private String hostNodeName = "";
  private String waitingFor = "";
  private String progress = "";
  private @Nullable Boolean synced;
  private List<ArtifactState> artifacts = List.of();
  private @Nullable ObjectNode rest;

  public NodeBuilder(String id, String name, NodeType type) {
    this.id = id;
    this.name = name;
    this.displayName = name;
    this.type = type;
  }

  NodeBuilder(NodeStatus from) {
    this(from.id(), from.name(), from.type());
    displayName = from.displayName();
    templateName = from.templateName();
    templateRef = from.templateRef();
    templateScope = from.templateScope();
    phase = from.phase();
    boundaryId = from.boundaryId();
    message = from.message();
    startedAt = from.startedAt();
    finishedAt = from.finishedAt();
    inputs = from.inputs();
    outputs = from.outputs();
    children = from.children();
    outboundNodes = from.outboundNodes();
    flag = from.flag();
    daemoned = from.daemoned();
    podIp = from.podIp();
    hostNodeName = from.hostNodeName();
    waitingFor = from.waitingFor();
    progress = from.progress();
    synced = from.synced();
    artifacts = from.artifacts();
    rest = from.rest();
  }

  public NodeBuilder displayName(String value) {
    displayName = value;
    return this;
  }

  public NodeBuilder type(NodeType value) {
    type = value;
    return this;
  }

  public NodeBuilder templateName(String value) {
    templateName = value;
    return this;
  }

  public NodeBuilder templateRef(@Nullable ObjectNode value) {
    templateRef = value;
    return this;
  }

  public NodeBuilder templateScope(String value) {
    templateScope = value;
    return this;
  }

  public NodeBuilder phase(NodePhase value) {
    phase = value;
    return this;
  }

  public NodeBuilder boundaryId(String value) {
    boundaryId = value;
    return this;
  }

  public NodeBuilder message(String value) {
    message = value;
    return this;
  }

  public NodeBuilder startedAt(@Nullable Instant value) {
    startedAt = value;
    return this;
  }

  public NodeBuilder finishedAt(@Nullable Instant value) {
    finishedAt = value;
    return this;
  }

  public NodeBuilder inputs(@Nullable ObjectNode value) {
    inputs = value;
    return this;
  }

  public NodeBuilder outputs(@Nullable ObjectNode value) {
    outputs = value;
    return this;
  }

  public NodeBuilder children(PVector<String> value) {
    children = value;
    return this;
  }

  public NodeBuilder outboundNodes(List<String> value) {
    outboundNodes = List.copyOf(value);
    return this;
  }

  public NodeBuilder flag(@Nullable NodeFlag value) {
    flag = value;
    return this;
  }

  public NodeBuilder daemoned(boolean value) {
    daemoned = value;
    return this;
  }

  public NodeBuilder podIp(String value) {
    podIp = value;
    return this;
  }

  public NodeBuilder hostNodeName(String value) {
    hostNodeName = value;
    return this;
  }

  public NodeBuilder waitingFor(String value) {
    waitingFor = value;
    return this;
  }

  public NodeBuilder progress(String value) {
    progress = value;
    return this;
  }

  public NodeBuilder synced(@Nullable Boolean value) {
    synced = value;
    return this;
  }

  public NodeBuilder artifacts(List<ArtifactState> value) {
    artifacts = List.copyOf(value);
    return this;
  }

  public NodeBuilder rest(@Nullable ObjectNode value) {
    rest = value;
    return this;
  }

  public NodeStatus build() {
    return new NodeStatus(
        id,
        name,
        displayName,
        type,
        templateName,
        templateRef,
        templateScope,
        phase,
        boundaryId,
        message,
        startedAt,
        finishedAt,
        inputs,
        outputs,
        children,
        outboundNodes,
        flag,
        daemoned,
        podIp,
        hostNodeName,
        waitingFor,
        progress,
        synced,
        artifacts,
        rest);
  }
}
