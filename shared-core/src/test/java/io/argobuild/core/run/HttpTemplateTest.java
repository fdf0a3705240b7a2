package io.argobuild.core.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of http templates, sent by pods of this machine to a server of this machine. */
@Timeout(120)
class HttpTemplateTest {
  private static final String ODD = "it's \"quoted\" $HOME $(id) `id` \\n {} ü €";
  private static final String SECRET = "s3cr3t-value";

  @TempDir Path folder;
  private final Map<String, String> got = new ConcurrentHashMap<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;
  private WorkflowService service;

  @BeforeEach
  void open() throws IOException {
    ServiceFixture.assumeSandbox(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    service = EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build());
  }

  @AfterEach
  void close() {
    release.countDown();
    service.close();
    server.stop(0);
  }

  /** {@code /status/N} answers with that status, everything else with what was sent. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/slow")) {
        release.await();
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      got.put("method", exchange.getRequestMethod());
      got.put("query", String.valueOf(exchange.getRequestURI().getQuery()));
      exchange.getRequestHeaders().forEach((name, values) -> got.put(name, values.get(0)));
      got.put("body", new String(body, UTF_8));
      int status = path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
      if (path.equals("/moved")) {
        exchange.getResponseHeaders().add("Location", "/here");
        status = 302;
      }
      byte[] answer = path.equals("/large") ? new byte[300_000] : body;
      java.util.Arrays.fill(answer, 0, path.equals("/large") ? answer.length : 0, (byte) 'x');
      exchange.getResponseHeaders().add("X-Kind", "one");
      boolean none = answer.length == 0 || status == 204 || status == 304;
      exchange.sendResponseHeaders(status, none ? -1 : answer.length);
      if (!none) {
        exchange.getResponseBody().write(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private RunOutcome run(String templates) {
    String text =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: keys}
        stringData: {token: %s}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
          templates:
        """
            .formatted(SECRET);
    Manifests manifests = new ManifestReader().read(text + templates.indent(2), "wf.yaml");
    RunOptions options =
        RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
    return service.run(options, new ServiceFixture.Events());
  }

  private static NodeStatus root(RunOutcome outcome) {
    return StatusReader.nodes(outcome.workflow().status()).stream()
        .filter(node -> node.name().equals("wf"))
        .findFirst()
        .orElseThrow();
  }

  private NodeStatus request(String path, String more) {
    String http = "- name: main\n  http:\n    url: " + url(path) + "\n";
    return root(run(http + more.indent(4)));
  }

  private static String result(NodeStatus node) {
    return Objects.requireNonNull(node.outputs()).path("result").asText();
  }

  @Test
  void whatIsSentArrivesAsItIsAndTheBodyComesBack() {
    RunOutcome outcome =
        run(
            """
            - name: main
              http:
                url: "%s"
                method: PUT
                headers:
                - {name: x-odd, value: '%s'}
                - {name: Authorization, valueFrom: {secretKeyRef: {name: keys, key: token}}}
                body: |
                  first %s
                  second
            """
                .formatted(url("/echo?q=a%20b"), ODD.replace("'", "''").replace("ü €", ""), ODD));
    NodeStatus node = root(outcome);

    assertThat(node.type()).isEqualTo(NodeType.Leaf.HTTP);
    assertThat(node.phase()).as(node.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(got)
        .containsEntry("method", "PUT")
        .containsEntry("query", "q=a b")
        .containsEntry("X-odd", ODD.replace("ü €", "").strip())
        .containsEntry("Authorization", SECRET)
        .containsEntry("body", "first " + ODD + "\nsecond\n")
        .doesNotContainKey("Content-type");
    assertThat(result(node)).isEqualTo("first " + ODD + "\nsecond\n");
    assertThat(outcome.workflow().raw().toString()).doesNotContain(SECRET);
  }

  @Test
  void bytesAreSentDecoded() {
    assertThat(result(request("/echo", "method: POST\nbodyFrom: {bytes: aGkgw7w=}")))
        .isEqualTo("hi ü");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/status/204 |                                                 | SUCCEEDED |",
        "/status/404 |                                                 | FAILED    | received non-2xx response code: 404",
        "/status/404 | response.statusCode == 404                      | SUCCEEDED |",
        "/echo       | response.statusCode == 404                      | FAILED    | successCondition 'response.statusCode == 404' evaluated false",
        "/echo       | response.headers['X-Kind'][0] == 'one'          | SUCCEEDED |",
        "/echo       | request.method == 'GET' and response.body == '' | SUCCEEDED |",
        "/moved      |                                                 | SUCCEEDED |",
      })
  void theResponseDecides(String path, String condition, NodePhase phase, String message) {
    String more = condition == null ? "" : "successCondition: \"" + condition + "\"";
    NodeStatus node = request(path, more);
    assertThat(node.phase()).as(node.message()).isEqualTo(phase);
    assertThat(node.message()).isEqualTo(message == null ? "" : message);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    server.stop(0);
    NodeStatus node = request("/", "");
    assertThat(node.phase()).isEqualTo(NodePhase.FAILED);
    assertThat(node.message()).startsWith("curl: (7) Failed to connect");
  }

  @Test
  void aSlowServerIsGivenUp() {
    NodeStatus node = request("/slow", "timeoutSeconds: 1");
    assertThat(node.phase()).isEqualTo(NodePhase.FAILED);
    assertThat(node.message()).startsWith("curl: (28)").contains("timed out");
  }

  @Test
  void aLargeResponseIsCut() {
    assertThat(result(request("/large", ""))).hasSize(262_144);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    NodeStatus node = root(run("- {name: main, http: {url: 'file:///etc/passwd'}}"));
    assertThat(node.phase()).isEqualTo(NodePhase.ERROR);
    assertThat(node.message()).contains("no address of http");
  }

  @Test
  void theResultAndOutputsGoOnToTheNextStep() {
    RunOutcome outcome =
        run(
            """
            - name: main
              steps:
              - - {name: ask, template: ask}
              - - name: show
                  template: show
                  arguments:
                    parameters:
                    - {name: r, value: "{{steps.ask.outputs.result}}"}
                    - {name: s, value: "{{steps.ask.outputs.parameters.status}}"}
            - name: ask
              retryStrategy: {limit: 1}
              http: {url: "%s", method: POST, body: hello}
              outputs:
                parameters: [{name: status, valueFrom: {expression: response.statusCode}}]
            - name: show
              inputs: {parameters: [{name: r}, {name: s}]}
              container:
                image: alpine
                command: [test, "{{inputs.parameters.r}}-{{inputs.parameters.s}}", "=", hello-200]
            """
                .formatted(url("/echo")));
    assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toString()).isTrue();
  }
}
