package io.argobuild.core.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.pod.PodReport.Failure;
import io.argobuild.core.pod.PodReport.OutputKind;
import io.argobuild.core.pod.PodReport.ReportText;
import io.argobuild.core.pod.PodReport.SavedParameter;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads reports; what it gets was written inside a pod, so nothing is taken for granted. */
final class PodReportReader {
  /** Of a whole report. A pod's parameters have a MiB, in base64. */
  private static final int MAX_CHARS = 4 << 20;

  /** Bytes of a result (Argo 4.1.2). */
  private static final int MAX_RESULT = 262_144;

  private static final ObjectMapper JSON = new ObjectMapper();

  private PodReportReader() {}

  static ReportText message(String text) {
    JsonNode json = tree(text);
    if (json == null) {
      return new PodReport.Nothing(text);
    }
    if (json.path("log").asBoolean(false)) {
      return new PodReport.InLog();
    }
    PodReport report = report(json);
    return report == null ? new PodReport.Nothing(text) : new PodReport.Here(report);
  }

  static Optional<PodReport> log(String log) {
    int begin = log.lastIndexOf(PodReport.BEGIN);
    int end = begin < 0 ? -1 : log.indexOf(PodReport.END, begin);
    if (end < 0) {
      return Optional.empty();
    }
    String lines = log.substring(begin + PodReport.BEGIN.length(), end);
    // The report was folded so that no reader of logs has to take long lines.
    JsonNode json = tree(lines.replace("\n", "").replace("\r", ""));
    return Optional.ofNullable(json == null ? null : report(json));
  }

  private static @Nullable JsonNode tree(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_CHARS || !trimmed.startsWith("{")) {
      return null;
    }
    try {
      return JSON.readTree(trimmed);
    } catch (JsonProcessingException e) {
      // A message that is no JSON is not ours.
      return null;
    }
  }

  private static @Nullable PodReport report(JsonNode json) {
    if (json.path("v").asInt(0) != 1) {
      return null;
    }
    try {
      JsonNode exit = json.path("exit");
      return new PodReport(
          exit.isInt() ? exit.intValue() : null,
          parameters(json.path("parameters")),
          artifacts(json.path("artifacts")),
          failures(json.path("errors")),
          progress(json.path("progress").asText("")),
          json.has("result") ? result(json.path("result")) : null);
    } catch (IllegalArgumentException e) {
      // Not base64: a report that was cut or tampered with is none.
      return null;
    }
  }

  private static List<SavedParameter> parameters(JsonNode list) {
    List<SavedParameter> parameters = new ArrayList<>();
    for (JsonNode item : list) {
      String value = item.has("value") ? withoutNewline(decoded(item.path("value"))) : null;
      parameters.add(new SavedParameter(item.path("name").asText(""), value));
    }
    return parameters;
  }

  private static List<StoredArtifact> artifacts(JsonNode list) {
    List<StoredArtifact> artifacts = new ArrayList<>();
    for (JsonNode item : list) {
      artifacts.add(
          new StoredArtifact(
              item.path("name").asText(""),
              item.path("key").asText(""),
              item.path("size").asLong(-1),
              item.path("etag").asText(""),
              item.path("files").asInt(-1)));
    }
    return artifacts;
  }

  private static List<Failure> failures(JsonNode list) {
    List<Failure> failures = new ArrayList<>();
    for (JsonNode item : list) {
      boolean parameter = item.has("parameter");
      failures.add(
          new Failure(
              parameter ? OutputKind.PARAMETER : OutputKind.ARTIFACT,
              item.path(parameter ? "parameter" : "artifact").asText(""),
              item.path("code").asText(""),
              decoded(item.path("text")).strip()));
    }
    return failures;
  }

  /** One newline at the end goes first, then what is more than Argo keeps. */
  private static String result(JsonNode base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.asText("").getBytes(StandardCharsets.UTF_8));
    int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
    int start = Math.max(0, end - MAX_RESULT);
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** Bytes that are not UTF-8 are replaced, as Argo does when it writes JSON. */
  private static String decoded(JsonNode base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.asText("").getBytes(StandardCharsets.UTF_8));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String withoutNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** As Argo 4.1.2 takes it: N at least 0 and at most M, M above 0. */
  private static String progress(String text) {
    int slash = text.indexOf('/');
    try {
      long done = Long.parseLong(text.substring(0, Math.max(0, slash)));
      long all = Long.parseLong(text.substring(slash + 1));
      return done >= 0 && all > 0 && done <= all ? text : "";
    } catch (NumberFormatException e) {
      // Whatever the user wrote, it is no progress.
      return "";
    }
  }
}
