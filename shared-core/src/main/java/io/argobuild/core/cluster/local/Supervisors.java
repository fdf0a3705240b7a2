package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the supervisors of pods, and cleans up after those that were killed. */
final class Supervisors {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisors.class);
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private final Scripts scripts;
  private final ContainerRuntime runtime;
  private final InstantSource clock;

  Supervisors(Scripts scripts, ContainerRuntime runtime, InstantSource clock) {
    this.scripts = scripts;
    this.runtime = runtime;
    this.clock = clock;
  }

  /** In a session of its own, so that Ctrl-C at the terminal doesn't reach it. */
  Process launch(PodFolder folder) throws IOException {
    String script = scripts.supervisor().toString();
    String path = folder.path().toString();
    String admitted = String.valueOf(clock.instant().getEpochSecond());
    List<String> command =
        Files.isDirectory(Path.of("/proc/self"))
            ? List.of("setsid", "sh", script, path, admitted)
            : List.of(
                "perl", "-MPOSIX", "-e", "setsid(); exec @ARGV", "sh", script, path, admitted);
    File messages = folder.path().resolve("supervisor.log").toFile();
    return Commands.clean(command, runtime.environment())
        .directory(folder.path().toFile())
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(messages))
        .start();
  }

  /** Kills what a dead supervisor left running and records the pod's end in its place. */
  void recordLoss(PodFolder folder, boolean allExited, JsonNode pod) throws IOException {
    for (String field : List.of("initContainers", "containers")) {
      for (JsonNode container : pod.path("spec").path(field)) {
        String name = container.path("name").asText();
        if (Files.exists(folder.state().resolve("c." + name + ".launched"))
            && Files.notExists(folder.state().resolve("c." + name + ".exit"))) {
          kill(folder, name);
        }
      }
    }
    folder.writeEnd(allExited ? "ended" : "lost", clock.instant());
  }

  private void kill(PodFolder folder, String container) {
    List<String> command = List.of("sh", "containers/" + container + "/signal", "KILL");
    Commands.Result result =
        Commands.run(
            Commands.clean(command, runtime.environment()).directory(folder.path().toFile()),
            KILL_TIMEOUT);
    if (!result.succeeded()) {
      LOG.debug("Container {} of {}: {}", container, folder.name(), result.output());
    }
  }
}
