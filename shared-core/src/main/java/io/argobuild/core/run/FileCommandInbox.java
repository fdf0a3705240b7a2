package io.argobuild.core.run;

import io.argobuild.core.engine.Observation.UserCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Commands as files of a folder, each written whole or not at all. */
final class FileCommandInbox implements CommandInbox {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  FileCommandInbox(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public void put(UserCommand command) {
    long now = clock.millis();
    long order = last.updateAndGet(before -> Math.max(before + 1, now));
    String name = String.format(Locale.ROOT, "%019d-%s", order, UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      Path hidden = folder.resolve("." + name);
      Files.writeString(hidden, CommandJson.write(command));
      Files.move(hidden, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Waiting> waiting() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Waiting> waiting = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        String id = file.getFileName().toString();
        CommandJson.read(Files.readString(file))
            .ifPresentOrElse(command -> waiting.add(new Waiting(id, command)), () -> done(id));
      }
    } catch (NoSuchFileException e) {
      // Another process has taken it meanwhile.
      return waiting;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return waiting;
  }

  @Override
  public void done(String id) {
    try {
      Files.deleteIfExists(folder.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
