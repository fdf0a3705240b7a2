package io.argobuild.core.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Who we are among processes and hosts. */
final class ThisProcess {
  static final long PID = ProcessHandle.current().pid();

  /** Tells a process from an earlier one with the same ID; the epoch where it is not known. */
  static final Instant STARTED = startOf(ProcessHandle.current());

  static final String HOST = host();

  private ThisProcess() {}

  static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String host() {
    Path linux = Path.of("/proc/sys/kernel/hostname");
    try {
      return Files.isReadable(linux)
          ? Files.readString(linux, StandardCharsets.UTF_8).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
