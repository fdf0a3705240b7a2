package io.argobuild.core.cluster.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Short commands of this machine. */
final class Commands {
  private static final int OUTPUT_BYTES = 64 * 1024;

  private Commands() {}

  /**
   * @param code exit code; -1 when it couldn't be started or took too long
   * @param output the beginning of standard output and error in one
   */
  record Result(int code, String output) {
    boolean succeeded() {
      return code == 0;
    }
  }

  static Result run(ProcessBuilder command, Duration timeout) {
    Process process;
    try {
      process = command.redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    }
    try {
      process.getOutputStream().close();
      StreamReader reader = new StreamReader(process);
      reader.start();
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Result(-1, "no answer within " + timeout.toSeconds() + " s");
      }
      reader.join(TimeUnit.SECONDS.toMillis(1));
      return new Result(process.exitValue(), reader.text().strip());
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Result(-1, "interrupted");
    }
  }

  /** A command in the environment of this JVM. */
  static Result run(Duration timeout, List<String> command) {
    return run(new ProcessBuilder(command), timeout);
  }

  /** A builder with just this environment and the standard search path before this JVM's. */
  static ProcessBuilder clean(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> env = builder.environment();
    String path = env.getOrDefault("PATH", "");
    // What a build's environment holds, credentials too, is no business of pods; and build servers
    // find the processes to kill at a build's end by its variables.
    env.clear();
    env.put("PATH", path.isEmpty() ? Sandbox.PATH : Sandbox.PATH + ":" + path);
    env.putAll(environment);
    return builder;
  }

  /** Reads all so that the process never waits for a full pipe, and keeps the beginning. */
  private static final class StreamReader extends Thread {
    private final Process process;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private volatile String failure = "";

    private StreamReader(Process process) {
      super("argo-local-output");
      setDaemon(true);
      this.process = process;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try (InputStream in = process.getInputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(n, OUTPUT_BYTES - Math.min(OUTPUT_BYTES, kept.size())));
          }
        }
      } catch (IOException e) {
        // The process was killed while it was read from.
        failure = e.toString();
      }
    }

    private String text() {
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8) + failure;
      }
    }
  }
}
