package io.argobuild.core.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"200, true", "302, true", "404, false", "500, false"})
  void anHttpProbeSucceedsBelow400(int status, boolean succeeds) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/ready",
        exchange -> {
          boolean asked = "yes".equals(exchange.getRequestHeaders().getFirst("X-Probe"));
          exchange.sendResponseHeaders(asked ? status : 400, -1);
          exchange.close();
        });
    server.start();
    try {
      ObjectNode container = JsonNodeFactory.instance.objectNode().put("name", "main");
      ObjectNode port = container.putArray("ports").addObject().put("name", "http");
      port.put("containerPort", server.getAddress().getPort());
      ObjectNode get = container.putObject("readinessProbe").putObject("httpGet");
      get.put("path", "ready").put("port", "http");
      get.putArray("httpHeaders").addObject().put("name", "X-Probe").put("value", "yes");

      assertThat(probe(container).succeeds()).isEqualTo(succeeds);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aSocketProbeSucceedsWhereSomebodyListens() throws IOException {
    ObjectNode container = JsonNodeFactory.instance.objectNode().put("name", "main");
    int port;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
      container.putObject("readinessProbe").putObject("tcpSocket").put("port", port);
      assertThat(probe(container).succeeds()).isTrue();
    }
    assertThat(probe(container).succeeds()).isFalse();
  }

  private Probe probe(ObjectNode container) {
    return new Probe(new ContainerEngine("none", Map.of()), new PodFolder(folder), container);
  }
}
