package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds out what can run containers here, by trying. */
final class RuntimeChoice {
  private static final Duration ENGINE_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration SANDBOX_TIMEOUT = Duration.ofSeconds(20);

  private final Path workDir;
  private final Scripts scripts;
  private final List<Path> hostPaths;
  private final List<String> reasons = new ArrayList<>();

  RuntimeChoice(Path workDir, Scripts scripts, List<Path> hostPaths) {
    this.workDir = workDir;
    this.scripts = scripts;
    this.hostPaths = hostPaths;
  }

  /** Throws a problem that tells why each one tried can't be used. */
  ContainerRuntime choose(RuntimeKind kind) throws IOException {
    List<RuntimeKind> order =
        kind == RuntimeKind.AUTO
            ? List.of(RuntimeKind.DOCKER, RuntimeKind.PODMAN, RuntimeKind.SANDBOX)
            : List.of(kind);
    for (RuntimeKind candidate : order) {
      Optional<ContainerRuntime> runtime =
          switch (candidate) {
            case DOCKER -> engine("docker");
            case PODMAN -> engine("podman");
            default -> sandbox();
          };
      if (runtime.isPresent()) {
        return runtime.get();
      }
    }
    throw new ProblemException(
        new Problem(
            ClusterProblems.NO_RUNTIME,
            ProblemClass.CONFIGURATION,
            "nothing here can run containers: " + String.join("; ", reasons),
            Place.NOWHERE,
            "Start Docker or Podman, or run on Linux with util-linux 2.38 and unprivileged user"
                + " namespaces allowed (kernel.apparmor_restrict_unprivileged_userns=0,"
                + " user.max_user_namespaces>0), or use runtime kubernetes"));
  }

  private Optional<ContainerRuntime> engine(String program) {
    // Podman has no server unless it is remote, but tells its client's version even if it can't
    // run anything; `info` asks the engine in both.
    Commands.Result result = Commands.run(ENGINE_TIMEOUT, List.of(program, "info"));
    if (!result.succeeded() || result.output().contains("Cannot connect to the Docker daemon")) {
      reasons.add(program + ": " + lastLine(result.output()));
      return Optional.empty();
    }
    return Optional.of(new ContainerEngine(program, engineEnvironment()));
  }

  private static Map<String, String> engineEnvironment() {
    Map<String, String> kept = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              boolean engines = name.startsWith("DOCKER_") || name.startsWith("CONTAINER_");
              if (engines || name.equals("HOME") || name.equals("XDG_RUNTIME_DIR")) {
                kept.put(name, value);
              }
            });
    return kept;
  }

  private Optional<ContainerRuntime> sandbox() throws IOException {
    if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
      reasons.add("sandbox: no Linux namespaces here");
      return Optional.empty();
    }
    boolean signals =
        Commands.run(SANDBOX_TIMEOUT, List.of("env", "--default-signal", "true")).succeeded();
    String failure = "";
    // Inside containers /proc is often masked in parts, and then no new one may be mounted.
    for (boolean ownProc : new boolean[] {true, false}) {
      SandboxRoot root = new SandboxRoot(hostPaths, MountTable.read(), ownProc);
      Sandbox sandbox = new Sandbox(scripts, root, ownProc, signals);
      Commands.Result result = tryOut(sandbox);
      if (result.succeeded()) {
        return Optional.of(sandbox);
      }
      failure = failure.isEmpty() ? lastLine(result.output()) : failure;
    }
    reasons.add("sandbox: " + failure);
    return Optional.empty();
  }

  private Commands.Result tryOut(Sandbox sandbox) throws IOException {
    Path folder = workDir.resolve("trash").resolve(Trash.NEW + "try-" + UUID.randomUUID());
    Files.createDirectories(folder.resolve("containers").resolve("true"));
    Files.createDirectories(folder.resolve("state"));
    ContainerPlan container =
        new ContainerPlan(
            "true", "", List.of("true"), List.of(), Map.of(), "", List.of(), null, null);
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.putObject("metadata").put("name", "try");
    PodPlan plan =
        new PodPlan(pod, List.of(container), List.of(), List.of("true"), Map.of(), null, 0);
    try {
      sandbox.prepare(plan, container, folder, folder);
      List<String> launch = List.of("sh", "containers/true/launch");
      return Commands.run(
          Commands.clean(launch, Map.of()).directory(folder.toFile()), SANDBOX_TIMEOUT);
    } finally {
      FileTree.delete(folder);
    }
  }

  private static String lastLine(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "it failed without a word" : lines.get(lines.size() - 1).strip();
  }
}
