package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.pod.ContainerStatus.Terminated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod has had of each resource, in seconds of a unit of it: one core, 100 MiB of memory, 10
 * GiB of storage, one of anything else (Argo 4.1.2, Argo 4.1.2).
 */
final class ResourceUse {
  private static final Map<String, BigDecimal> UNASKED =
      Map.of("cpu", new BigDecimal("0.1"), "memory", unit("memory"));

  private ResourceUse() {}

  static Map<String, Long> of(JsonNode pod) {
    Map<String, Long> seconds = new TreeMap<>();
    JsonNode ofPod = pod.path("spec").path("resources");
    for (JsonNode container : containers(pod)) {
      JsonNode own = container.path("resources");
      boolean silent = own.path("limits").isEmpty() && own.path("requests").isEmpty();
      Map<String, BigDecimal> amounts = new TreeMap<>(UNASKED);
      if (silent && ofPod.isObject()) {
        // A budget that all containers share counts once.
        take(ofPod, amounts);
        ofPod = own;
      }
      take(own, amounts);
      long age = age(pod, container.path("name").asText());
      amounts.forEach(
          (name, amount) ->
              seconds.merge(name, whole(amount, BigDecimal.valueOf(age), unit(name)), Long::sum));
    }
    return seconds;
  }

  private static List<JsonNode> containers(JsonNode pod) {
    List<JsonNode> all = new ArrayList<>();
    pod.path("spec").path("initContainers").forEach(all::add);
    pod.path("spec").path("containers").forEach(all::add);
    return all;
  }

  private static void take(JsonNode resources, Map<String, BigDecimal> amounts) {
    for (String kind : List.of("limits", "requests")) {
      resources
          .path(kind)
          .properties()
          .forEach(
              entry ->
                  Quantity.parse(entry.getValue().asText())
                      .ifPresent(amount -> amounts.put(entry.getKey(), amount)));
    }
  }

  private static long age(JsonNode pod, String container) {
    List<ContainerStatus> statuses = new ArrayList<>();
    statuses.addAll(ContainerStatus.all(pod, "initContainerStatuses"));
    statuses.addAll(ContainerStatus.all(pod, "containerStatuses"));
    return statuses.stream()
        .filter(status -> status.name().equals(container))
        .flatMap(status -> status.terminated().stream())
        .mapToLong(ResourceUse::seconds)
        .findFirst()
        .orElse(0);
  }

  private static long seconds(Terminated end) {
    Instant from = end.startedAt();
    Instant to = end.finishedAt();
    return from == null || to == null ? 0 : Math.max(0, Duration.between(from, to).toSeconds());
  }

  private static long whole(BigDecimal amount, BigDecimal age, BigDecimal unit) {
    BigDecimal seconds = amount.multiply(age).divide(unit, 0, RoundingMode.DOWN);
    return seconds.min(BigDecimal.valueOf(Long.MAX_VALUE / 2)).longValue();
  }

  private static BigDecimal unit(String resource) {
    return switch (resource) {
      case "memory" -> BigDecimal.valueOf(100L << 20);
      case "storage", "ephemeral-storage" -> BigDecimal.valueOf(10L << 30);
      default -> BigDecimal.ONE;
    };
  }
}
