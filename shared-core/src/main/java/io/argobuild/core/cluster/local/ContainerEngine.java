package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import io.argobuild.core.cluster.local.PodPlan.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Containers by Docker or Podman, with their images, on the host's network so that those of a pod
 * reach each other at localhost.
 *
 * @param program {@code docker} or {@code podman}
 * @param environment how the client finds its engine
 */
record ContainerEngine(String program, Map<String, String> environment)
    implements ContainerRuntime {

  /** Arguments: client, name, image, state prefix, then those of {@code create}. */
  private static final String LAUNCH =
      """
      engine=$1 name=$2 image=$3 state=$4
      shift 4
      "$engine" image inspect "$image" >/dev/null 2>&1 || "$engine" pull -q "$image" >/dev/null || exit 128
      "$engine" create --name "$name" "$@" >/dev/null || exit 128
      if ! "$engine" start "$name" >/dev/null; then
        "$engine" rm -f "$name" >/dev/null
        exit 128
      fi
      echo "0 0 0 0 $(date +%s)" >"$state.process"
      "$engine" logs -f "$name" 2>&1
      code=$("$engine" wait "$name")
      [ "$("$engine" inspect -f '{{.State.OOMKilled}}' "$name")" != true ] || echo oom >"$state.oom"
      "$engine" rm -f "$name" >/dev/null
      exit "${code:-137}"
      """;

  @Override
  public String name() {
    return program;
  }

  @Override
  public boolean runsImages() {
    return true;
  }

  @Override
  public void prepare(PodPlan pod, ContainerPlan container, Path building, Path folder)
      throws IOException {
    Path here = new PodFolder(building).container(container.name());
    Path state = new PodFolder(folder).state().resolve("c." + container.name());
    String name = containerName(pod.uid(), container.name());
    for (Mount mount : container.mounts()) {
      if (!mount.subPath().isEmpty()) {
        prepareSubPath(mount, building, folder);
      }
    }
    List<String> words = new ArrayList<>();
    words.addAll(List.of("set", "--", program, name, container.image(), state.toString()));
    words.addAll(createArguments(pod, container));
    write(
        here.resolve("launch"),
        Shell.quoteAll(words).replaceFirst("'set' '--'", "set --") + "\n" + LAUNCH);
    write(
        here.resolve("signal"),
        Shell.quoteAll(List.of(program, "kill", "-s"))
            + " \"$1\" "
            + Shell.quote(name)
            + " >/dev/null\n");
  }

  private static void write(Path file, String text) throws IOException {
    FileTree.writePrivate(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static String containerName(String uid, String container) {
    return "argo-build-" + uid + "-" + container;
  }

  /**
   * An engine makes no folder inside a volume: what isn't there when the pod begins is a folder.
   */
  private static void prepareSubPath(Mount mount, Path building, Path folder) throws IOException {
    Path source = mount.source();
    Path now = source.startsWith(folder) ? building.resolve(folder.relativize(source)) : source;
    if (Files.notExists(now.resolve(mount.subPath()))) {
      FileTree.mode(Files.createDirectories(now.resolve(mount.subPath())), 0777);
    }
  }

  private static List<String> createArguments(PodPlan pod, ContainerPlan container) {
    List<String> words = new ArrayList<>(List.of("--network", "host"));
    words.addAll(List.of("--label", "argo-build/pod=" + pod.name()));
    Map<String, String> env = new LinkedHashMap<>();
    env.put("HOSTNAME", pod.name());
    env.putAll(container.env());
    env.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    for (Mount mount : container.mounts()) {
      Path source = mount.source().resolve(mount.subPath());
      String access = mount.readOnly() ? ",readonly" : "";
      words.addAll(
          List.of(
              "--mount",
              "type=bind,"
                  + field("source", source.toString())
                  + ","
                  + field("target", mount.target())
                  + access));
    }
    if (!container.workingDir().isEmpty()) {
      words.addAll(List.of("--workdir", container.workingDir()));
    }
    if (container.runAs() != null) {
      words.addAll(List.of("--user", container.runAs().user() + ":" + container.runAs().group()));
    }
    if (container.memoryBytes() != null) {
      words.addAll(List.of("--memory", container.memoryBytes() + "b"));
    }
    if (!container.command().isEmpty()) {
      words.addAll(List.of("--entrypoint", container.command().get(0)));
    }
    words.add(container.image());
    words.addAll(
        container
            .command()
            .subList(Math.min(1, container.command().size()), container.command().size()));
    words.addAll(container.args());
    return words;
  }

  /** The option is read as a line of CSV. */
  private static String field(String key, String value) {
    return "\"" + key + "=" + value.replace("\"", "\"\"") + "\"";
  }

  @Override
  public List<String> inside(PodFolder folder, String container, List<String> command)
      throws IOException {
    String uid = folder.pod().path("metadata").path("uid").asText();
    List<String> words = new ArrayList<>(List.of(program, "exec", containerName(uid, container)));
    words.addAll(command);
    return words;
  }
}
