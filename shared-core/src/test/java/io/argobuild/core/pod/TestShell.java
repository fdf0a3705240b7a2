package io.argobuild.core.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shell with the programs that scripts find beside it.
 *
 * @param busybox the program that has them all, or null for the machine's own
 */
record TestShell(String name, @Nullable Path busybox) {
  private static final List<TestShell> ALL = find();

  static List<TestShell> all() {
    return ALL;
  }

  boolean isBusybox() {
    return busybox != null;
  }

  private static List<TestShell> find() {
    List<TestShell> shells = new ArrayList<>();
    shells.add(new TestShell("sh", null));
    Optional<Path> busybox = onPath("busybox");
    if (busybox.isPresent()) {
      shells.add(new TestShell("busybox", busybox.get()));
    } else {
      System.err.println("SKIPPED, no busybox here: the scripts are tested with sh only");
    }
    return List.copyOf(shells);
  }

  static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(":", -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** The search path of scripts: a folder of busybox's programs and curl, or the usual folders. */
  String path(Path scratch) throws IOException, InterruptedException {
    if (busybox == null) {
      return "/usr/local/bin:/usr/bin:/bin";
    }
    Path programs = scratch.resolve("programs");
    if (Files.notExists(programs)) {
      // A copy, as its programs are hard links to it.
      Path copy = Files.copy(busybox, scratch.resolve("busybox"));
      Files.createDirectory(programs);
      new ProcessBuilder(copy.toString(), "--install", programs.toString())
          .inheritIO()
          .start()
          .waitFor();
      Optional<Path> curl = onPath("curl");
      if (curl.isPresent()) {
        Path script = programs.resolve("curl");
        Files.writeString(script, "#!/bin/sh\nexec " + curl.get() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    return programs.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
