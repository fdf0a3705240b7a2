package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.local.PodPlan.Mount;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the root folder of a sandboxed container, and the table of what is mounted there: the
 * host's programs and settings read-only, devices, {@code /proc}. The rest is the container's own
 * and goes with the pod.
 */
final class SandboxRoot {
  private static final List<String> PROGRAMS =
      List.of(
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib32",
          "/lib64",
          "/libx32",
          "/etc",
          "/opt",
          "/nix",
          "/gnu",
          "/var/lib/ca-certificates");
  private static final List<String> FOLDERS =
      List.of(
          "root",
          "home",
          "run/lock",
          "var/log",
          "var/cache",
          "var/lib",
          "dev/pts",
          "proc",
          "sys/devices/system",
          "mnt",
          "srv");
  private static final List<String> FOR_ALL = List.of("tmp", "var/tmp", "dev/shm");
  private static final List<String> DEVICES =
      List.of("null", "zero", "full", "random", "urandom", "tty");

  /** Where the host's folders are seen whose place holds a folder of links to them. */
  private static final String HOST = ".host";

  private final List<Path> hostPaths;
  private final String searchPath;
  private final MountTable mounts;
  private final boolean ownProc;

  SandboxRoot(List<Path> extraHostPaths, MountTable mounts, boolean ownProc) {
    this.hostPaths = new ArrayList<>();
    PROGRAMS.forEach(path -> hostPaths.add(Path.of(path)));
    hostPaths.addAll(extraHostPaths);
    searchPath = searchPath(extraHostPaths);
    nameServers().ifPresent(hostPaths::add);
    hostPaths.removeIf(Files::notExists);
    this.mounts = mounts;
    this.ownProc = ownProc;
  }

  /** The file that /etc/resolv.conf links to may be outside what is visible. */
  private static Optional<Path> nameServers() {
    try {
      Path real = Path.of("/etc/resolv.conf").toRealPath();
      return real.startsWith("/etc") ? Optional.empty() : Optional.of(real);
    } catch (IOException e) {
      // Without name servers there is nothing to show.
      return Optional.empty();
    }
  }

  /** Options for a bind mount of the source. */
  String bindOptions(Path source, boolean readOnly) {
    return readOnly ? String.join(",", readOnly(source)) : "rbind";
  }

  private List<String> readOnly(Path source) {
    List<String> options = new ArrayList<>(List.of("rbind", "ro"));
    options.addAll(mounts.flags(source));
    return options;
  }

  /**
   * Makes {@code root/} and {@code fstab} in a container's folder.
   *
   * @param building where the container's folder is being made
   * @param box where it will be
   */
  void build(Path building, Path box, List<Mount> volumes) throws IOException {
    Path root = Files.createDirectory(building.resolve("root"));
    Table table = new Table(box.resolve("root"));
    table.add(box.resolve("root"), "", "bind");
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    for (String folder : FOR_ALL) {
      Files.createDirectories(root.resolve(folder));
      FileTree.mode(root.resolve(folder), 0777);
    }
    Files.createSymbolicLink(root.resolve("var/run"), Path.of("../run"));
    Set<Path> unfolded = unfolded(volumes);
    for (Path path : hostPaths) {
      place(root, path, unfolded, volumes, table);
    }
    devices(root, table);
    table.add(Path.of("/sys/devices/system"), "sys/devices/system", "rbind,ro,nosuid,nodev,noexec");
    Files.writeString(building.resolve("fstab"), table.text.toString());
  }

  private void place(Path root, Path path, Set<Path> unfolded, List<Mount> volumes, Table table)
      throws IOException {
    Path inside = root.resolve(Path.of("/").relativize(path));
    if (Files.isSymbolicLink(path) && path.getNameCount() == 1) {
      // Such as /bin; relative, as links are followed from outside too.
      Path target = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
      Files.createSymbolicLink(inside, FileTree.parent(path).relativize(target));
      return;
    }
    String shown = path.toString().substring(1);
    if (unfolded.contains(path)) {
      shown = HOST + "/" + shown;
      unfold(root, path, unfolded, volumes);
    }
    Path point = root.resolve(shown);
    if (Files.isDirectory(path)) {
      Files.createDirectories(point);
    } else {
      Files.createDirectories(FileTree.parent(point));
      Files.createFile(point);
    }
    table.add(path, shown, String.join(",", readOnly(path)));
  }

  /**
   * The folders of the host in which a volume is to be mounted at a place that is not there: no
   * mount point can be made in them, so they become folders of links.
   */
  private Set<Path> unfolded(List<Mount> volumes) throws IOException {
    Set<Path> unfolded = new LinkedHashSet<>();
    for (Mount volume : volumes) {
      Path target = Path.of(volume.target());
      for (Path host : hostPaths) {
        if (!target.startsWith(host) || target.equals(host)) {
          continue;
        }
        Path top = Files.isSymbolicLink(host) ? host.toRealPath() : host;
        Path real = top.resolve(host.relativize(target));
        boolean there = Files.exists(real) && real.toRealPath().equals(real);
        for (Path up = real; !there && !up.equals(top); ) {
          up = FileTree.parent(up);
          unfolded.add(up);
        }
      }
    }
    return unfolded;
  }

  private static void unfold(Path root, Path path, Set<Path> unfolded, List<Mount> volumes)
      throws IOException {
    Path inside = Files.createDirectories(root.resolve(Path.of("/").relativize(path)));
    if (!Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        boolean covered =
            volumes.stream().anyMatch(volume -> Path.of(volume.target()).equals(entry));
        if (unfolded.contains(entry)) {
          unfold(root, entry, unfolded, volumes);
        } else if (!covered) {
          Files.createSymbolicLink(
              inside.resolve(entry.getFileName()), Path.of("/" + HOST + entry));
        }
      }
    }
  }

  private void devices(Path root, Table table) throws IOException {
    for (String device : DEVICES) {
      Path host = Path.of("/dev", device);
      if (Files.exists(host)) {
        Files.createFile(root.resolve("dev").resolve(device));
        table.add(host, "dev/" + device, "bind");
      }
    }
    Files.createSymbolicLink(root.resolve("dev/fd"), Path.of("/proc/self/fd"));
    Files.createSymbolicLink(root.resolve("dev/stdin"), Path.of("/proc/self/fd/0"));
    Files.createSymbolicLink(root.resolve("dev/stdout"), Path.of("/proc/self/fd/1"));
    Files.createSymbolicLink(root.resolve("dev/stderr"), Path.of("/proc/self/fd/2"));
    Files.createSymbolicLink(root.resolve("dev/ptmx"), Path.of("pts/ptmx"));
    table.line("devpts", "dev/pts", "devpts", "newinstance,ptmxmode=0666,mode=620,nofail");
    if (ownProc) {
      table.line("proc", "proc", "proc", "nosuid,nodev,noexec");
      // Whoever is root outside could change the machine's settings here.
      table.add(Path.of("/proc/sys"), "proc/sys", "bind,ro,nosuid,nodev,noexec");
    } else {
      table.add(Path.of("/proc"), "proc", "rbind");
    }
  }

  /** Lines of an fstab, mounted by one process. */
  private static final class Table {
    private final Path root;
    private final StringBuilder text = new StringBuilder();

    private Table(Path root) {
      this.root = root;
    }

    void add(Path source, String inside, String options) {
      line(source.toString(), inside, "none", options);
    }

    void line(String source, String inside, String type, String options) {
      String target = inside.isEmpty() ? root.toString() : root.resolve(inside).toString();
      text.append(escape(source)).append(' ').append(escape(target)).append(' ');
      text.append(type).append(' ').append(options).append(" 0 0\n");
    }

    private static String escape(String path) {
      return path.replace("\\", "\\134")
          .replace(" ", "\\040")
          .replace("\t", "\\011")
          .replace("\n", "\\012")
          .replace("#", "\\043");
    }
  }

  /** Where programs are looked for: what was added to the host's own places comes first. */
  String searchPath() {
    return searchPath;
  }

  private static String searchPath(List<Path> added) {
    StringBuilder path = new StringBuilder();
    added.forEach(folder -> path.append(folder).append(':'));
    return path + Sandbox.PATH;
  }
}
