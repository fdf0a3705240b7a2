package io.argobuild.core.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The mounts of this machine. Who remounts one read-only in a user namespace must keep the flags it
 * has.
 */
final class MountTable {
  private static final Set<String> KEPT = Set.of("nosuid", "nodev", "noexec");
  private static final int MOUNT_POINT = 4;
  private static final int OPTIONS = 5;

  private final List<Entry> entries;

  private MountTable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Empty on machines that have no such table. */
  static MountTable read() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    } catch (IOException e) {
      return new MountTable(List.of());
    }
  }

  /** Lines as in {@code /proc/self/mountinfo}. */
  static MountTable parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(" ");
      if (fields.length > OPTIONS) {
        List<String> flags =
            List.of(fields[OPTIONS].split(",")).stream().filter(KEPT::contains).toList();
        entries.add(new Entry(Path.of(unescape(fields[MOUNT_POINT])), flags));
      }
    }
    return new MountTable(entries);
  }

  /** The flags to keep of the mount a path is on. */
  List<String> flags(Path path) {
    Entry found = new Entry(Path.of("/"), List.of());
    for (Entry entry : entries) {
      // Of two at the same place the later one hides the earlier.
      if (path.startsWith(entry.point)
          && entry.point.getNameCount() >= found.point.getNameCount()) {
        found = entry;
      }
    }
    return found.flags;
  }

  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  private record Entry(Path point, List<String> flags) {}
}
