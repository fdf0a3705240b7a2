package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the ticks of a run one after the other. */
final class RunHistory {
  private final List<JournalEntry> entries = new ArrayList<>();
  private long sequence;

  private RunHistory() {}

  static List<JournalEntry> read(RunFolder folder) throws IOException {
    RunHistory history = new RunHistory();
    for (Path file : files(folder)) {
      try (InputStream in = DurableFiles.open(file)) {
        Journal.read(in, history::take);
      }
    }
    return history.entries;
  }

  /** Compacted journals, whose names begin with their last tick, then the present one. */
  private static List<Path> files(RunFolder folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder.history())) {
      try (Stream<Path> old = Files.list(folder.history())) {
        old.sorted().forEach(files::add);
      }
    }
    if (Files.exists(folder.journal())) {
      files.add(folder.journal());
    }
    return files;
  }

  private void take(ObjectNode record) throws IOException {
    long number = record.path("seq").asLong();
    if (number > sequence) {
      sequence = number;
      entries.add(RunJson.entry(record));
    }
  }
}
