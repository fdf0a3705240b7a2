package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import io.argobuild.core.cluster.local.PodPlan.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Containers as processes of this machine in namespaces of their own (user, mount, PID, UTS), for
 * root and for plain users. They see the host's programs and network. It keeps pods apart, it is no
 * protection against what they run.
 *
 * @param defaultSignals whether {@code env} can reset signals that shells ignore for background
 *     jobs
 */
record Sandbox(Scripts scripts, SandboxRoot root, boolean ownProc, boolean defaultSignals)
    implements ContainerRuntime {
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final int LONGEST_HOST_NAME = 63;

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public boolean runsImages() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public void prepare(PodPlan pod, ContainerPlan container, Path building, Path folder)
      throws IOException {
    Path here = new PodFolder(building).container(container.name());
    Path box = new PodFolder(folder).container(container.name());
    root.build(here, box, container.mounts());
    write(here.resolve("config"), config(pod, container));
    Path state = new PodFolder(folder).state().resolve("c." + container.name());
    write(
        here.resolve("launch"),
        "exec unshare -U -r -m -p -f -u --kill-child sh "
            + Shell.quoteAll(
                List.of(scripts.sandbox().toString(), box.toString(), state.toString()))
            + "\n");
    write(
        here.resolve("signal"),
        "exec sh "
            + Shell.quoteAll(List.of(scripts.sandboxSignal().toString(), state + ".process"))
            + " \"$1\"\n");
  }

  private static void write(Path file, String text) throws IOException {
    FileTree.writePrivate(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private String config(PodPlan pod, ContainerPlan container) {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("PATH", root.searchPath());
    env.put("HOSTNAME", pod.name());
    env.put("HOME", container.runAs() == null || container.runAs().user() == 0 ? "/root" : "/");
    env.putAll(container.env());
    StringBuilder words = new StringBuilder("env -i");
    env.forEach((name, value) -> words.append(' ').append(Shell.quote(name + "=" + value)));
    StringBuilder config = new StringBuilder();
    assign(config, "COMMAND", container.command().get(0));
    assign(config, "SEARCH_PATH", env.getOrDefault("PATH", root.searchPath()));
    assign(config, "WORKING_DIR", container.workingDir().isEmpty() ? "/" : container.workingDir());
    assign(config, "HOST_NAME", hostName(pod.name()));
    assign(config, "MEMORY_KIB", memoryKib(container));
    if (container.memoryBytes() != null) {
      config.append("PAGE_KIB=$(($(getconf PAGESIZE 2>/dev/null || echo 4096) / 1024))\n");
    }
    config.append("volumes() {\n  :\n");
    for (Mount mount : container.mounts()) {
      String options = root.bindOptions(mount.source(), mount.readOnly());
      config
          .append("  volume ")
          .append(
              Shell.quoteAll(
                  List.of(mount.source().toString(), mount.subPath(), mount.target(), options)))
          .append('\n');
    }
    config.append("}\nrun() {\n  exec ").append(runAs(container));
    config.append(
        defaultSignals ? words.toString().replaceFirst("env", "env --default-signal") : words);
    config.append(' ').append(Shell.quoteAll(container.command()));
    config.append(' ').append(Shell.quoteAll(container.args()));
    config.append("\n}\nenter() {\n  init=$1\n  shift\n");
    config.append("  exec nsenter --preserve-credentials -t \"$init\" -U -m -p -u ").append(words);
    config.append(" \"$@\"\n}\n");
    return config.toString();
  }

  private static String runAs(ContainerPlan container) {
    PodPlan.RunAs runAs = container.runAs();
    return runAs == null || runAs.user() == 0
        ? ""
        : "unshare -U --map-user=" + runAs.user() + " --map-group=" + runAs.group() + " ";
  }

  private String memoryKib(ContainerPlan container) {
    // The watch reads /proc of the namespace; the host's would count everybody's.
    Long bytes = container.memoryBytes();
    return bytes == null || !ownProc ? "" : Long.toString(Math.max(1, bytes >> 10));
  }

  private static String hostName(String pod) {
    String name = pod.length() > LONGEST_HOST_NAME ? pod.substring(0, LONGEST_HOST_NAME) : pod;
    return name.replaceFirst("[-.]+$", "");
  }

  private static void assign(StringBuilder to, String name, String value) {
    to.append(name).append('=').append(Shell.quote(value)).append('\n');
  }

  @Override
  public List<String> inside(PodFolder folder, String container, List<String> command)
      throws IOException {
    String record =
        PodFolder.text(folder.state().resolve("c." + container + ".process")).orElse("- - - -");
    String init = record.split(" ")[2];
    // env -i and the variables stand in the container's configuration, which only its owner reads.
    String script = ". \"$1\"; shift; enter \"$@\"";
    List<String> words = new ArrayList<>();
    words.addAll(List.of("sh", "-c", script, "sh"));
    words.add(folder.container(container).resolve("config").toString());
    words.add(init);
    words.addAll(command);
    return words;
  }
}
