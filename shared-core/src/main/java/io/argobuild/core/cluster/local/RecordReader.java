package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.cluster.local.PodRecord.Blocked;
import io.argobuild.core.cluster.local.PodRecord.ContainerRecord;
import io.argobuild.core.cluster.local.PodRecord.Ended;
import io.argobuild.core.cluster.local.PodRecord.Exit;
import io.argobuild.core.cluster.local.PodRecord.How;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the supervisor of a pod recorded. */
final class RecordReader {
  static final String BLOCKED = "blocked.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MESSAGE_BYTES = 4096;
  private static final int LOG_BYTES = 2048;
  private static final int LOG_LINES = 80;

  private final PodFolder folder;
  private final Path state;
  private final JsonNode pod;

  RecordReader(PodFolder folder, JsonNode pod) {
    this.folder = folder;
    this.state = folder.state();
    this.pod = pod;
  }

  /**
   * @param unready containers whose readiness probe has not succeeded
   */
  PodRecord read(Set<String> unready) throws IOException {
    Optional<String[]> supervisor = words("supervisor");
    Map<String, Blocked> blocked = blocked();
    // The end is read first: what is read later then is complete.
    Ended ended = ended();
    Map<String, ContainerRecord> containers = new HashMap<>();
    for (String field : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : pod.path("spec").path(field)) {
        String name = container.path("name").asText();
        containers.put(name, container(container, blocked.get(name), !unready.contains(name)));
      }
    }
    return new PodRecord(
        supervisor.map(words -> seconds(words[words.length - 1])).orElse(null), ended, containers);
  }

  /** Whether every container of the pod has ended, or never will start. */
  boolean allExited(PodRecord record) {
    for (JsonNode container : pod.path("spec").path("initContainers")) {
      Exit exit = record.container(container.path("name").asText()).exit();
      if (exit == null || exit.code() != 0) {
        return exit != null;
      }
    }
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (record.container(container.path("name").asText()).exit() == null) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Ended ended() throws IOException {
    Optional<String[]> lost = words("lost");
    if (lost.isPresent()) {
      return new Ended(seconds(lost.get()[0]), How.LOST);
    }
    Optional<String[]> never = words("never-started");
    if (never.isPresent()) {
      return new Ended(seconds(never.get()[0]), How.NEVER_STARTED);
    }
    Optional<String[]> ended = words("ended");
    if (ended.isEmpty()) {
      return null;
    }
    boolean deadline = Files.exists(state.resolve("deadline"));
    return new Ended(seconds(ended.get()[0]), deadline ? How.DEADLINE_EXCEEDED : How.BY_ITSELF);
  }

  private ContainerRecord container(JsonNode container, @Nullable Blocked blocked, boolean ready)
      throws IOException {
    String name = container.path("name").asText();
    Optional<String[]> exit = words("c." + name + ".exit");
    Optional<String[]> process = words("c." + name + ".process");
    Instant started = process.map(words -> seconds(words[words.length - 1])).orElse(null);
    if (exit.isEmpty()) {
      return new ContainerRecord(started, null, blocked, ready);
    }
    int code = Integer.parseInt(exit.get()[0]);
    String reason = exit.get()[1];
    String message = message(container, code, reason);
    return new ContainerRecord(
        started, new Exit(code, reason, message, seconds(exit.get()[2])), blocked, ready);
  }

  private String message(JsonNode container, int code, String reason) throws IOException {
    String name = container.path("name").asText();
    if (reason.equals("StartError")) {
      return tail(state.resolve("c." + name + ".error"), MESSAGE_BYTES).strip();
    }
    String told = tail(PodFolder.terminationFile(folder.path(), name), MESSAGE_BYTES);
    String policy = container.path("terminationMessagePolicy").asText("");
    if (!told.isEmpty() || code == 0 || !policy.equals("FallbackToLogsOnError")) {
      return told;
    }
    String log = tail(folder.log(name), LOG_BYTES);
    String[] lines = log.split("(?<=\n)");
    int first = Math.max(0, lines.length - LOG_LINES);
    return String.join("", java.util.Arrays.asList(lines).subList(first, lines.length));
  }

  private Map<String, Blocked> blocked() throws IOException {
    Map<String, Blocked> blocked = new HashMap<>();
    Path file = state.resolve(BLOCKED);
    if (Files.exists(file)) {
      JSON.readTree(Files.readAllBytes(file))
          .properties()
          .forEach(
              entry ->
                  blocked.put(
                      entry.getKey(),
                      new Blocked(
                          entry.getValue().path("reason").asText(),
                          entry.getValue().path("message").asText())));
    }
    return blocked;
  }

  /** The words of a record; empty when it isn't there or its line isn't complete yet. */
  private Optional<String[]> words(String file) throws IOException {
    Path path = state.resolve(file);
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return text.endsWith("\n") ? Optional.of(text.strip().split(" +")) : Optional.empty();
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The last bytes of a file, as text. */
  private static String tail(Path file, int bytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long length = open.length();
      open.seek(Math.max(0, length - bytes));
      byte[] content = new byte[(int) Math.min(bytes, length)];
      int read = Math.max(0, open.read(content));
      return new String(content, 0, read, StandardCharsets.UTF_8);
    }
  }

  private static Instant seconds(String text) {
    return Instant.ofEpochSecond(Long.parseLong(text));
  }
}
