package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.pod.PodReport.Here;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The containers of a planned pod as plain processes, with folders of a test for its volumes. */
final class ScriptPod {
  private static final long PATIENCE_SECONDS = 60;

  private final TestShell shell;
  private final PodPlan plan;
  private final Path folder;

  ScriptPod(TestShell shell, PodPlan plan, Path folder) throws IOException {
    this.shell = shell;
    this.plan = plan;
    this.folder = folder;
    for (String name : List.of("argo", "inputs", "transfers", "store", "mnt", "log")) {
      Files.createDirectories(folder.resolve(name));
    }
    Path busybox = shell.busybox();
    if (busybox != null) {
      Files.copy(busybox, folder.resolve("argo/busybox"));
    }
  }

  /** How a container ended. */
  record End(int code, String message, String output) {}

  /** A container that runs. */
  final class Running {
    private final String name;
    private final Process process;

    private Running(String name, Process process) {
      this.name = name;
      this.process = process;
    }

    void signal(String signal) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    /** As the end of a container ends all in it. */
    void kill() {
      // The wrapper first: it would take its command's death for an end, and begin to save.
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether it has ended, which may take it so long. */
    boolean ended(long millis) throws InterruptedException {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    String output() throws IOException {
      return text("log/" + name);
    }

    End await() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError(name + " hangs: " + output());
      }
      return new End(process.exitValue(), text("log/" + name + ".message"), output());
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Where main finds its i-th input. */
  Path input(int i) {
    return folder.resolve("inputs/" + i);
  }

  void sheet(Map<String, String> data) throws IOException {
    for (Map.Entry<String, String> slot : data.entrySet()) {
      Files.writeString(folder.resolve("transfers").resolve(slot.getKey()), slot.getValue());
    }
  }

  private String text(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : "";
  }

  Running start(String container) throws IOException, InterruptedException {
    JsonNode spec = plan.pod().path("spec");
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode candidate : spec.path(list)) {
        if (candidate.path("name").asText().equals(container)) {
          return start(candidate);
        }
      }
    }
    throw new AssertionError("no container " + container);
  }

  End run(String container) throws IOException, InterruptedException {
    return start(container).await();
  }

  /** Prepare, then collect beside main. */
  PodReport runAll() throws IOException, InterruptedException {
    End prepared = run(PodProtocol.PREPARE);
    if (prepared.code() != 0) {
      throw new AssertionError(prepared);
    }
    Running collect = start(PodProtocol.COLLECT);
    run(PodProtocol.MAIN);
    End collected = collect.await();
    return report(collected);
  }

  static PodReport report(End collected) {
    if (PodReport.parse(collected.message()) instanceof Here here) {
      return here.report();
    }
    return PodReport.parseLog(collected.output())
        .orElseThrow(() -> new AssertionError("no report: " + collected));
  }

  private Running start(JsonNode container) throws IOException, InterruptedException {
    String name = container.path("name").asText();
    String path = shell.path(folder);
    List<String> words = new ArrayList<>();
    for (String list : List.of("command", "args")) {
      container.path(list).forEach(word -> words.add(word.asText()));
    }
    if (words.get(0).equals("sh")) {
      words.set(0, shell.isBusybox() ? path + "/sh" : "/bin/sh");
    }
    if (words.contains(PodProtocol.WRAPPER_PATH)) {
      words.replaceAll(word -> word.equals(PodProtocol.WRAPPER_PATH) ? place("argo/wrap") : word);
      words.replaceAll(
          word -> word.equals(PodProtocol.BUSYBOX_PATH) ? place("argo/busybox") : word);
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> env = builder.environment();
    env.clear();
    for (JsonNode variable : container.path("env")) {
      String value = variable.path("value").asText().replace("$$", "$");
      value = value.replace(PodProtocol.INPUTS + '/', place("inputs/"));
      env.put(variable.path("name").asText(), value.replace(PodProtocol.MIRROR, place("mnt")));
    }
    env.put("PATH", path);
    env.put("ARGO_ROOT", place("argo"));
    env.put("ARGO_INPUTS", place("inputs"));
    env.put("ARGO_TRANSFERS", place("transfers"));
    env.put("ARGO_STORE", place("store"));
    env.put("ARGO_MIRROR", place("mnt"));
    env.put("ARGO_TERMINATION_LOG", place("log/" + name + ".message"));
    builder.directory(folder.toFile());
    builder.redirectInput(Files.writeString(folder.resolve("stdin"), "given ").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("log").resolve(name).toFile());
    return new Running(name, builder.start());
  }

  private String place(String name) {
    return folder.resolve(name) + (name.endsWith("/") ? "/" : "");
  }
}
