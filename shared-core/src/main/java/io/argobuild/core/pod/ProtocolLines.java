package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArchiveFormat;
import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts are told: lines of fields parted by tabs, none of which is empty or has a
 * control character.
 */
final class ProtocolLines {
  private static final String NONE = "-";

  private final PodRequest request;
  private final Protocol protocol;

  ProtocolLines(PodRequest request, Protocol protocol) {
    this.request = request;
    this.protocol = protocol;
  }

  /**
   * For prepare.
   *
   * @param texts takes the texts that come with it
   */
  String prepare(TextVariables texts) {
    StringBuilder lines = new StringBuilder();
    if (!protocol.wrapped().isEmpty()) {
      line(lines, "wrapper", texts.add(ScriptText.WRAP), texts.add(wrapper()));
    }
    request
        .template()
        .script()
        .ifPresent(s -> line(lines, "script", texts.add(Fields.textOrEmpty(s, "source"))));
    int fetched = 0;
    for (int i = 0; i < request.inputs().size(); i++) {
      InputArtifact input = request.inputs().get(i);
      String source = NONE;
      String how = "absent";
      if (input.source() instanceof InputArtifact.Raw raw) {
        how = "raw";
        source = texts.add(raw.data());
      } else if (input.source() instanceof InputArtifact.Stored) {
        how = "fetch";
        source = TransferSheet.slot(fetched++);
      }
      if (Protocol.needsPrepare(input)) {
        input(lines, how, source, input, destination(i, input));
      }
    }
    return lines.toString();
  }

  private String destination(int i, InputArtifact input) {
    String path = PodPaths.clean(input.name(), input.path());
    return Layers.mountOf(request.template(), path).isPresent()
        ? PodProtocol.MIRROR + path
        : PodProtocol.INPUTS + '/' + i;
  }

  private static void input(
      StringBuilder lines, String how, String source, InputArtifact input, String destination) {
    Integer mode = input.mode();
    line(
        lines,
        "input",
        how,
        source,
        word(input.archive()),
        mode == null ? NONE : Integer.toOctalString(mode & 07777),
        flag(input.recurseMode()),
        flag(input.optional()),
        destination,
        input.name());
  }

  /** For the wrapper of every main: what it does before and after the user's command. */
  private String wrapper() {
    StringBuilder lines = new StringBuilder();
    if (protocol.collect()) {
      protocol.wrapped().forEach(name -> line(lines, "collect", name));
    }
    if (protocol.result()) {
      line(lines, "result", PodProtocol.MAIN);
    }
    request.template().containerSet().ifPresent(set -> members(lines, set));
    for (int i = 0; i < protocol.outputs().size(); i++) {
      String path = PodPaths.normal(protocol.outputs().get(i).path());
      line(lines, "parameter", PodProtocol.MAIN, Integer.toString(i), path);
    }
    for (int i = 0; i < request.outputs().size(); i++) {
      OutputArtifact output = request.outputs().get(i);
      List<String> fields = new ArrayList<>(List.of("artifact", PodProtocol.MAIN));
      fields.add(Integer.toString(i));
      fields.addAll(packing(output));
      fields.add(PodPaths.clean(output.name(), output.path()));
      line(lines, fields.toArray(String[]::new));
    }
    return lines.toString();
  }

  private static void members(StringBuilder lines, ObjectNode set) {
    ObjectNode retry = Fields.objectOrNothing(set, "retryStrategy");
    String attempts = Fields.textOrEmpty(retry, "retries");
    for (ObjectNode member : Protocol.members(set)) {
      String name = Fields.textOrEmpty(member, "name");
      Fields.texts(member, "dependencies").forEach(other -> line(lines, "after", name, other));
      if (!attempts.isEmpty() && !attempts.equals("0")) {
        line(lines, "retry", name, attempts, seconds(Fields.textOrEmpty(retry, "duration")));
      }
    }
  }

  /** For collect. */
  String collect(long grace) {
    StringBuilder lines = new StringBuilder();
    line(lines, "grace", Long.toString(grace));
    line(lines, "token", NodeId.hash(request.podName()));
    protocol.wrapped().forEach(name -> line(lines, "container", name));
    if (protocol.result()) {
      line(lines, "result", PodProtocol.MAIN);
    }
    for (int i = 0; i < protocol.outputs().size(); i++) {
      Parameter output = protocol.outputs().get(i);
      String path = PodPaths.normal(output.path());
      String missing = output.valueFromDefault().isPresent() ? "default" : "must";
      String name = Json.quoted(output.name());
      line(lines, "parameter", Integer.toString(i), missing, place(path), name);
    }
    long fetched = transfers().size() - (long) request.outputs().size();
    for (int i = 0; i < request.outputs().size(); i++) {
      OutputArtifact output = request.outputs().get(i);
      List<String> fields = new ArrayList<>(List.of("artifact", Integer.toString(i)));
      fields.add(TransferSheet.slot((int) fetched + i));
      fields.addAll(packing(output));
      fields.add(output.optional() ? "optional" : "must");
      fields.add(place(PodPaths.clean(output.name(), output.path())));
      fields.add(Json.quoted(output.name()));
      fields.add(Json.quoted(output.key()));
      line(lines, fields.toArray(String[]::new));
    }
    return lines.toString();
  }

  /** In the order of their slots. */
  List<Transfer> transfers() {
    List<Transfer> transfers = new ArrayList<>();
    for (InputArtifact input : request.inputs()) {
      if (input.source() instanceof InputArtifact.Stored stored) {
        transfers.add(new Transfer(input.name(), Transfer.Direction.FETCH, stored.key()));
      }
    }
    for (OutputArtifact output : request.outputs()) {
      transfers.add(new Transfer(output.name(), Transfer.Direction.STORE, output.key()));
    }
    return transfers;
  }

  /** Where collect finds an output. */
  private String place(String path) {
    return protocol.bySignal() ? PodProtocol.MIRROR + path : "staged";
  }

  private List<String> packing(OutputArtifact output) {
    Template template = request.template();
    int level = output.archive() instanceof ArchiveFormat.Tar tar ? tar.compressionLevel() : -1;
    // gzip programs have no level 0; the least they do is 1.
    String option = level < 0 ? NONE : Integer.toString(Math.max(1, level));
    boolean base = Layers.isBase(template, PodPaths.clean(output.name(), output.path()));
    return List.of(word(output.archive()), option, base ? "base" : "volume");
  }

  private static String word(@Nullable ArchiveFormat archive) {
    return archive == null ? "auto" : archive.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String flag(boolean flag) {
    return flag ? "1" : "0";
  }

  /** A duration for sleep. */
  private static String seconds(String duration) {
    if (duration.isEmpty()) {
      return "0";
    }
    Duration parsed = ArgoDuration.parse(duration);
    if (parsed.isNegative()) {
      // Argo's words, the blank at their end too.
      String message = "duration has to be positive, current duration: " + duration + " ";
      throw new ProblemException(
          new Problem("POD_DURATION", ProblemClass.CONFIGURATION, message, Place.NOWHERE, ""));
    }
    return BigDecimal.valueOf(parsed.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private static void line(StringBuilder lines, String... fields) {
    for (String field : fields) {
      if (field.isEmpty() || field.chars().anyMatch(c -> c < ' ' || c == 127)) {
        throw PodPaths.refusal(
            "a name or path is empty or has a control character: '" + field + "'");
      }
    }
    lines.append(String.join("\t", fields)).append('\n');
  }
}
