package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.pod.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the downward API tells of a pod: {@code fieldRef} and {@code resourceFieldRef}. */
final class PodFields {
  private static final Pattern KEYED = Pattern.compile("metadata\\.(labels|annotations)\\['(.*)']");

  private final JsonNode pod;
  private final String nodeName;

  PodFields(JsonNode pod, String nodeName) {
    this.pod = pod;
    this.nodeName = nodeName;
  }

  /** Empty when there is no such field; a label or annotation that is not set is an empty text. */
  Optional<String> field(String path) {
    Matcher keyed = KEYED.matcher(path);
    if (keyed.matches()) {
      JsonNode map = pod.path("metadata").path(keyed.group(1));
      return Optional.of(map.path(keyed.group(2)).asText(""));
    }
    return switch (path) {
      case "metadata.name", "metadata.namespace", "metadata.uid" ->
          Optional.of(pod.path("metadata").path(path.substring(path.indexOf('.') + 1)).asText(""));
      case "metadata.labels", "metadata.annotations" ->
          Optional.of(lines(pod.path("metadata").path(path.substring(path.indexOf('.') + 1))));
      case "spec.nodeName" -> Optional.of(nodeName);
      case "spec.serviceAccountName" ->
          Optional.of(pod.path("spec").path("serviceAccountName").asText("default"));
      case "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs" ->
          Optional.of(PodStatus.ADDRESS);
      default -> Optional.empty();
    };
  }

  /** As {@code limits.memory} of a container, in units of the divisor, rounded up. */
  Optional<String> resource(JsonNode container, String resource, String divisor) {
    int dot = resource.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String kind = resource.substring(0, dot);
    String name = resource.substring(dot + 1);
    BigDecimal units = Quantity.parse(divisor).orElse(BigDecimal.ZERO);
    if (units.signum() <= 0) {
      units = BigDecimal.ONE;
    }
    BigDecimal unit = units;
    String given = container.path("resources").path(kind).path(name).asText("");
    return Quantity.parse(given)
        .or(() -> capacity(kind, name))
        .map(value -> Quantity.inUnits(value, unit));
  }

  private static Optional<BigDecimal> capacity(String kind, String name) {
    if (kind.equals("requests")) {
      return Optional.of(BigDecimal.ZERO);
    }
    return switch (name) {
      case "cpu" -> Optional.of(BigDecimal.valueOf(Runtime.getRuntime().availableProcessors()));
      case "memory", "ephemeral-storage" ->
          Optional.of(BigDecimal.valueOf(Runtime.getRuntime().maxMemory()));
      default -> Optional.empty();
    };
  }

  /** {@code key="value"} lines, sorted, values quoted as Go does. */
  private static String lines(JsonNode map) {
    Map<String, String> sorted = new TreeMap<>();
    map.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
    StringBuilder out = new StringBuilder();
    sorted.forEach((key, value) -> out.append(key).append('=').append(quoted(value)).append('\n'));
    return out.toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append(String.format("\\x%02x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
