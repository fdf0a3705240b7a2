package io.argobuild.core.store;

import io.argobuild.core.problem.ProblemException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that writes a run until it is killed. After each tick that is durable it writes a line
 * with the tick's number; a tick that failed is a line with the problem's code.
 */
final class WriterProcess implements AutoCloseable {
  /** Nodes that are changed in turn. */
  static final int NODES = 7;

  private final Process process;
  private final BufferedReader lines;

  private WriterProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * @param shell run before the process takes the shell's place, such as {@code ulimit -f 8;}
   */
  static WriterProcess start(Path workFolder, String run, String shell) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath));
    java.addAll(List.of(WriterProcess.class.getName(), workFolder.toString(), run));
    List<String> command = new ArrayList<>();
    if (!shell.isEmpty()) {
      command.addAll(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    }
    command.addAll(java);
    return new WriterProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line, once it is there. */
  String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the writer has ended");
    }
    return line;
  }

  /** Kills it at once, and gives the lines it had still written. */
  List<String> kill() throws IOException, InterruptedException {
    // By its handle, as destroying the process itself would close the stream of its lines.
    process.toHandle().destroyForcibly();
    process.waitFor();
    List<String> rest = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rest.add(line);
    }
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static JournalEntry tick(long number) {
    // Ticks of different lengths, so that a small one fits where a long one did not.
    String message = "tick " + number + " " + "x".repeat((int) (number * 37 % 400));
    return WorkflowStoreContract.tick("n" + number % NODES, message);
  }

  public static void main(String[] args) {
    WorkflowStore store =
        new FileWorkflowStore(
            Path.of(args[0]), new StoreOptions(2000, false), InstantSource.system());
    try (RunWriter writer = store.open(args[1]);
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      while (true) {
        long number = writer.run().sequence() + 1;
        String line = Long.toString(number);
        try {
          writer.append(tick(number));
        } catch (ProblemException e) {
          line = e.problem().code();
        }
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
