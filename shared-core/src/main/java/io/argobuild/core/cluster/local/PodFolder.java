package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of a pod, which is all there is of it: another JVM finds it there. Only its owner may
 * enter it. What stands in it is described at the head of {@code supervisor.sh}; besides, {@code
 * pod.json}, {@code order} (its place in the queue), {@code deleted} (since when, with what grace),
 * {@code volumes/}.
 */
record PodFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Path terminationFile(Path folder, String container) {
    return folder.resolve("containers").resolve(container).resolve("termination-log");
  }

  static Path hostsFile(Path folder) {
    return folder.resolve("hosts");
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  Path container(String name) {
    return path.resolve("containers").resolve(name);
  }

  Path log(String container) {
    return path.resolve("logs").resolve(container + ".log");
  }

  Path state() {
    return path.resolve("state");
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  ObjectNode pod() throws IOException {
    return (ObjectNode) JSON.readTree(Files.readAllBytes(path.resolve("pod.json")));
  }

  static void writePod(Path folder, ObjectNode pod) throws IOException {
    FileTree.writePrivate(folder.resolve("pod.json"), JSON.writeValueAsBytes(pod));
  }

  long order() throws IOException {
    return Long.parseLong(text(path.resolve("order")).orElse("0"));
  }

  static void writeOrder(Path folder, long order) throws IOException {
    Files.writeString(folder.resolve("order"), Long.toString(order));
  }

  /** Who supervises it; empty until one does. */
  Optional<ProcessIdentity> supervisor() throws IOException {
    return text(state().resolve("supervisor"))
        .map(line -> line.split(" "))
        .map(words -> new ProcessIdentity(Long.parseLong(words[0]), words[1], words[2]));
  }

  /** Asks the supervisor to end containers; none named means all. */
  void request(Duration grace, Set<String> containers) throws IOException {
    // The supervisor counts whole seconds.
    long seconds = grace.plusMillis(999).toSeconds();
    String line = (seconds + " " + String.join(" ", containers)).strip() + "\n";
    Path file = path.resolve("requests").resolve(UUID.randomUUID().toString());
    FileTree.replace(file, line.getBytes(StandardCharsets.UTF_8));
    supervisor().ifPresent(ProcessIdentity::terminate);
  }

  boolean isDeleted() {
    return Files.exists(path.resolve("deleted"));
  }

  /** When its deletion was asked for first, with the last grace given. */
  Optional<Deletion> deletion() throws IOException {
    return text(path.resolve("deleted"))
        .map(line -> line.split(" "))
        .map(
            words ->
                new Deletion(
                    Instant.ofEpochSecond(Long.parseLong(words[0])), Long.parseLong(words[1])));
  }

  void writeDeletion(Deletion deletion) throws IOException {
    String line = deletion.since().getEpochSecond() + " " + deletion.graceSeconds();
    FileTree.replace(path.resolve("deleted"), line.getBytes(StandardCharsets.UTF_8));
  }

  /** Records the end of a pod whose supervisor can't. */
  void writeEnd(String file, Instant at) throws IOException {
    String line = at.getEpochSecond() + "\n";
    FileTree.replace(state().resolve(file), line.getBytes(StandardCharsets.UTF_8));
  }

  /** The content without surrounding white space; empty when there is no such file. */
  static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  record Deletion(Instant since, long graceSeconds) {}
}
