package io.argobuild.core.cluster.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process no other can be taken for: PIDs are given again, but not with the same start in the
 * same boot.
 *
 * @param start ticks since boot; {@code -} where the machine has no /proc
 * @param boot the boot's id; {@code -} where unknown
 */
record ProcessIdentity(long pid, String start, String boot) {
  private static final String UNKNOWN = "-";
  private static final int START_FIELD = 19;

  boolean isAlive() {
    if (start.equals(UNKNOWN)) {
      return ProcessHandle.of(pid).isPresent();
    }
    String booted = read(Path.of("/proc/sys/kernel/random/boot_id")).orElse(UNKNOWN).strip();
    if (!boot.equals(UNKNOWN) && !boot.equals(booted)) {
      return false;
    }
    String stat = read(Path.of("/proc/" + pid + "/stat")).orElse("");
    // The program's name stands in parentheses and may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > START_FIELD
        && fields[START_FIELD].equals(start)
        && !fields[0].equals("Z");
  }

  /** SIGTERM; a process that has taken the PID since is spared. */
  void terminate() {
    // The handle knows the start of the process it was made for and checks it when signalling.
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isPresent() && isAlive()) {
      handle.get().destroy();
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
