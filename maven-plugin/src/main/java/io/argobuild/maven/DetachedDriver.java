package io.argobuild.maven;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.EngineWorkflowService;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.LogOptions;
import io.argobuild.core.run.Run;
import io.argobuild.core.run.ServiceOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A process that takes a run over and drives it to its end, without Maven. What it needs to know it
 * reads from its standard input: Secrets must neither be recorded nor be seen among arguments.
 */
public final class DetachedDriver {
  /** Records as they are made, not what else they can tell. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Duration.class, ToStringSerializer.instance)
                  .addDeserializer(Duration.class, new Durations()))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LAST_LINES = 20;

  private static final class Durations extends FromStringDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    private Durations() {
      super(Duration.class);
    }

    @Override
    protected Duration _deserialize(String text, DeserializationContext context) {
      return Duration.parse(text);
    }
  }

  private DetachedDriver() {}

  /**
   * What it is to do.
   *
   * @param resources JSON of the Secrets that the run needs
   */
  record Order(String run, boolean gc, List<String> resources) {
    Order {
      resources = List.copyOf(resources);
    }

    static Order of(String run, boolean gc, Manifests manifests) {
      List<String> secrets =
          manifests.objects().stream()
              .filter(object -> object.kind().equals("Secret"))
              .map(ManifestObject::raw)
              .map(ObjectNode::toString)
              .toList();
      return new Order(run, gc, secrets);
    }

    Manifests manifests() {
      Manifests all = Manifests.NONE;
      for (String text : resources) {
        all = all.and(new ManifestReader().readAll(text, "standard input"));
      }
      return all;
    }
  }

  /**
   * Starts it, in a session of its own so that Ctrl-C at the terminal doesn't reach it, and waits
   * until it drives the run.
   *
   * @return its process ID
   * @throws IOException when it ended instead, with what it said
   */
  static long launch(ServiceOptions options, Order order) throws IOException, InterruptedException {
    Path folder = options.workFolder().resolve("drivers").resolve(order.run());
    Files.createDirectories(folder);
    Path log = folder.resolve("driver.log");
    Path ready = folder.resolve("driver.ready");
    Files.deleteIfExists(ready);
    Process process = start(log, folder);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.set("options", JSON.valueToTree(options));
    message.set("order", JSON.valueToTree(order));
    message.put("ready", ready.toString());
    try (OutputStream out = process.getOutputStream()) {
      out.write(JSON.writeValueAsBytes(message));
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (Files.notExists(ready)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
        process.destroy();
        throw new IOException("no process could drive the run: " + end(log));
      }
    }
    Files.deleteIfExists(ready);
    return process.pid();
  }

  private static Process start(Path log, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isDirectory(Path.of("/proc/self"))) {
      command.add("setsid");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(String.join(File.pathSeparator, classPath()));
    command.add(DetachedDriver.class.getName());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
        .start();
  }

  /** What this class was loaded from, and what Maven lends to plugins. */
  private static Set<String> classPath() throws IOException {
    Set<String> path = new LinkedHashSet<>();
    try {
      if (DetachedDriver.class.getClassLoader() instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          path.add(Path.of(url.toURI()).toString());
        }
      } else {
        path.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
      }
      var lent = LoggerFactory.class.getProtectionDomain().getCodeSource();
      if (lent != null) {
        path.add(Path.of(lent.getLocation().toURI()).toString());
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return path;
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** What the process does. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    JsonNode message = JSON.readTree(System.in);
    ServiceOptions options = JSON.treeToValue(message.path("options"), ServiceOptions.class);
    Order order = JSON.treeToValue(message.path("order"), Order.class);
    Narrator narrator =
        new Narrator(new PrintConsole(System.out), Style.PLAIN, InstantSource.system());
    DriverOptions driver = new DriverOptions(order.gc(), InterruptPolicy.DETACH, LogOptions.NONE);
    try (WorkflowService service = EngineWorkflowService.open(options)) {
      Run run = service.attach(order.run(), order.manifests(), driver, narrator);
      Files.writeString(Path.of(message.path("ready").asText()), "", StandardCharsets.UTF_8);
      run.await();
    }
  }
}
