package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A probe of a container: exec, httpGet or tcpSocket; others succeed. */
final class Probe {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

  private final ContainerRuntime runtime;
  private final PodFolder folder;
  private final JsonNode container;
  private final JsonNode spec;
  private final Duration timeout;

  Probe(ContainerRuntime runtime, PodFolder folder, JsonNode container) {
    this.runtime = runtime;
    this.folder = folder;
    this.container = container;
    this.spec = container.path("readinessProbe");
    this.timeout = Duration.ofSeconds(Math.max(1, spec.path("timeoutSeconds").asLong(1)));
  }

  boolean succeeds() {
    try {
      if (spec.has("exec")) {
        return exec(spec.path("exec"));
      } else if (spec.has("httpGet")) {
        return httpGet(spec.path("httpGet"));
      } else if (spec.has("tcpSocket")) {
        return tcpSocket(spec.path("tcpSocket"));
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("Container {} of {} is not ready", name(), folder.name(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String name() {
    return container.path("name").asText();
  }

  private boolean exec(JsonNode exec) throws IOException {
    List<String> command = new ArrayList<>();
    exec.path("command").forEach(word -> command.add(word.asText()));
    List<String> inside = runtime.inside(folder, name(), command);
    return Commands.run(Commands.clean(inside, runtime.environment()), timeout).succeeded();
  }

  private boolean httpGet(JsonNode get) throws IOException, InterruptedException {
    String scheme = get.path("scheme").asText("HTTP").toLowerCase(Locale.ROOT);
    String path = get.path("path").asText("/");
    String host = get.path("host").asText(PodStatus.ADDRESS);
    URI uri =
        URI.create(
            scheme + "://" + host + ":" + port(get) + (path.startsWith("/") ? path : "/" + path));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout).GET();
    get.path("httpHeaders")
        .forEach(h -> request.header(h.path("name").asText(), h.path("value").asText()));
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    return status >= 200 && status < 400;
  }

  private boolean tcpSocket(JsonNode socket) throws IOException {
    String host = socket.path("host").asText(PodStatus.ADDRESS);
    try (Socket connection = new Socket()) {
      connection.connect(
          new InetSocketAddress(host, port(socket)), Math.toIntExact(timeout.toMillis()));
      return connection.isConnected();
    }
  }

  /** A number, or the name of one of the container's ports. */
  private int port(JsonNode of) {
    JsonNode port = of.path("port");
    for (JsonNode named : container.path("ports")) {
      if (port.isTextual() && named.path("name").asText().equals(port.asText())) {
        return named.path("containerPort").asInt();
      }
    }
    return port.asInt();
  }
}
