package io.argobuild.core.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program that starts servers for tests. What was not running before is stopped when the JVM
 * ends.
 */
public final class Lab {
  private static final long PATIENCE_MINUTES = 5;
  private static final String RELATIVE = "shared/lab/lab";
  private static final Map<String, LabServer> RUNNING = new LinkedHashMap<>();

  private Lab() {}

  /** The program, where there is one. */
  public static Optional<Path> program() {
    String named = System.getenv("ARGO_LAB");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(RELATIVE);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether this user may start a node. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** A node that runs pods, with MinIO beside it. */
  public static LabServer node() {
    return server("node", List.of("node", "--bucket", "artifacts"));
  }

  /** An API server with kwok, whose pods only seem to run. */
  public static LabServer kwok(String name) {
    return server(name, List.of("api", name, "--with", "kcm,sched,kwok"));
  }

  private static synchronized LabServer server(String name, List<String> start) {
    return RUNNING.computeIfAbsent(name, any -> started(name, start));
  }

  private static LabServer started(String name, List<String> start) {
    boolean wasThere = run(List.of("status")).lines().anyMatch(line -> line.startsWith(name));
    run(start);
    if (!wasThere) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> run(List.of("down", name, "--keep"))));
    }
    Map<String, String> env = new LinkedHashMap<>();
    for (String line : run(List.of("env", name)).lines().toList()) {
      String assignment = line.replaceFirst("^export ", "");
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        env.put(
            assignment.substring(0, equals),
            assignment.substring(equals + 1).replaceAll("^['\"]|['\"]$", ""));
      }
    }
    return new LabServer(env);
  }

  private static String run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program().orElseThrow().toString());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("lab", ".out");
      Path errors = Files.createTempFile("lab", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
          process.destroy();
          throw new AssertionError(command + " failed: " + Files.readString(errors));
        }
        return Files.readString(output);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
