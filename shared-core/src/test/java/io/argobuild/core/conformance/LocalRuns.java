package io.argobuild.core.conformance;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.EngineWorkflowService;
import io.argobuild.core.run.ImageEntry;
import io.argobuild.core.run.Run;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.RuntimeKind;
import io.argobuild.core.run.ServiceOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs manifests on this machine, with stand-ins for the programs of the images they name. */
final class LocalRuns implements AutoCloseable {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "python",
          "#!/bin/sh\nexec python3 \"$@\"\n",
          "cowsay",
          "#!/bin/sh\nprintf ' < %s >\\n' \"$*\"\n",
          "argosay",
          """
          #!/bin/sh
          set -e
          case "$1" in
            '') echo hello argo ;;
            echo) if [ -n "$3" ]; then mkdir -p "$(dirname "$3")"; echo "$2" > "$3"; else echo "$2"; fi ;;
            cat) shift; cat "$@" ;;
            sleep) sleep "$2" ;;
            exit) exit "${2:-0}" ;;
            sh) shift; exec sh "$@" ;;
            assert_contains) grep -q "$3" "$2" ;;
            *) echo "unknown: $1" >&2; exit 1 ;;
          esac
          """);

  private final WorkflowService service;

  LocalRuns(Path folder) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (var program : PROGRAMS.entrySet()) {
      Path file = Files.writeString(programs.resolve(program.getKey()), program.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    service =
        EngineWorkflowService.open(
            ServiceOptions.builder(folder.resolve("work"))
                .runtime(RuntimeKind.LOCAL)
                .parallelPods(16)
                .images(
                    List.of(
                        new ImageEntry("argoproj/argosay:v2", List.of("argosay"), List.of()),
                        new ImageEntry("argoproj/argosay:v1", List.of("cowsay"), List.of()),
                        new ImageEntry("alpine:3.23", List.of("sh"), List.of()),
                        new ImageEntry("docker/whalesay:latest", List.of("cowsay"), List.of()),
                        new ImageEntry("docker/whalesay", List.of("cowsay"), List.of())))
                .programs(List.of(programs))
                .build());
  }

  /** The workflow with its status; empty if it did not end in time. */
  Optional<Workflow> run(Workflow workflow, Manifests resources, Duration limit)
      throws InterruptedException {
    RunOptions options =
        RunOptions.builder(inNamespace(workflow))
            .resources(resources)
            .validated(false)
            .driver(DriverOptions.DEFAULT.withGc(false))
            .build();
    try (Run run = service.submit(options, event -> {})) {
      Optional<RunOutcome> outcome = run.await(limit);
      if (outcome.isEmpty()) {
        run.terminate();
      }
      return outcome.map(RunOutcome::workflow);
    }
  }

  /** The one that recordings were made in, which is part of the names of locks. */
  private static Workflow inNamespace(Workflow workflow) {
    return workflow.withMetadata(workflow.metadata().deepCopy().put("namespace", "argo"));
  }

  @Override
  public void close() {
    service.close();
  }
}
