package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.pod.ScriptPod.End;
import io.argobuild.core.pod.TransferSheet.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Transfers by presigned URL, with every shell there is. */
class HttpTransferTest {
  static final Iterable<TestShell> SHELLS = TestShell.all();

  private static final String NO_SUCH_KEY =
      "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";

  @TempDir Path folder;

  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String base;
  private int failure = 503;

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(TestShell.onPath("curl").isPresent(), "no curl here");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/bucket/";
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring("/bucket/".length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    synchronized (requests) {
      requests.add(
          exchange.getRequestMethod()
              + ' '
              + exchange.getRequestURI().getPath()
              + ' '
              + exchange.getRequestHeaders().getOrDefault("x-amz-note", List.of())
              + ' '
              + (exchange.getRequestMethod().equals("POST") ? body : ""));
    }
    if (failures.getAndDecrement() > 0) {
      answer(exchange, failure, "<Error><Code>X</Code><Message>Not today.</Message></Error>");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(key, body);
        exchange.getResponseHeaders().add("ETag", "\"abc-1\"");
        answer(exchange, 200, "");
      }
      case "POST" -> answer(exchange, 204, "");
      default -> {
        String object = objects.get(key);
        answer(exchange, object == null ? 404 : 200, object == null ? NO_SUCH_KEY : object);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Address signed(String key) {
    return new TransferSheet.Url(
        base + key + "?X-Amz-Signature=secret&n=1", Map.of("x-amz-note", "a \"b\" \\c"));
  }

  private ScriptPod pod(TestShell shell, String template, Function<Transfer, Address> addresses)
      throws IOException {
    PodFixture fixture = PodFixture.of(template.replace("F/", folder + "/")).stored("in", "in-key");
    PodSettings settings =
        shell.isBusybox()
            ? PodSettings.kubernetes()
            : PodSettings.local("/store").withArtifactFolder("");
    PodPlan plan = fixture.plan(settings);
    ScriptPod pod = new ScriptPod(shell, plan, Files.createDirectory(folder.resolve("pod")));
    pod.sheet(TransferSheet.render(plan, settings, addresses));
    return pod;
  }

  private static final String INPUT =
      """
      inputs: {artifacts: [{name: in, path: /in, archive: {none: {}}}]}
      script: {image: x, command: [sh], source: ""}
      """;

  private static final String OUTPUT =
      """
      outputs: {artifacts: [{name: out, path: F/out, archive: {none: {}}}]}
      container: {image: x, command: [sh, -c], args: ["printf stored > F/out"]}
      """;

  @ParameterizedTest
  @FieldSource("SHELLS")
  void objectsComeAndGoWithTheirHeaders(TestShell shell) throws Exception {
    objects.put("in-key", "fetched");
    ScriptPod in = pod(shell, INPUT, transfer -> signed(transfer.key()));
    assertThat(in.run(PodProtocol.PREPARE).code()).isZero();
    assertThat(in.input(0)).hasContent("fetched");
    assertThat(requests).containsExactly("GET /bucket/in-key [a \"b\" \\c] ");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void outputsArePut(TestShell shell) throws Exception {
    ScriptPod out = pod(shell, OUTPUT, transfer -> signed(transfer.key()));
    PodReport report = out.runAll();
    assertThat(report.errors()).isEmpty();
    assertThat(report.artifacts())
        .containsExactly(new StoredArtifact("out", "wf/wf-pod-1/out", 6, "abc-1", -1));
    assertThat(objects).containsEntry("wf/wf-pod-1/out", "stored");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void whatMayPassIsTriedAgain(TestShell shell) throws Exception {
    failures.set(2);
    ScriptPod out = pod(shell, OUTPUT, transfer -> signed(transfer.key()));
    assertThat(out.runAll().errors()).isEmpty();
    assertThat(requests).hasSize(3);
    assertThat(objects).containsEntry("wf/wf-pod-1/out", "stored");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aRefusalIsToldWithoutItsAddress(TestShell shell) throws Exception {
    failures.set(1);
    failure = 403;
    ScriptPod out = pod(shell, OUTPUT, transfer -> signed(transfer.key()));
    assertThat(out.run(PodProtocol.PREPARE).code()).isZero();
    ScriptPod.Running collect = out.start(PodProtocol.COLLECT);
    out.run(PodProtocol.MAIN);
    End end = collect.await();
    assertThat(ScriptPod.report(end).errors())
        .extracting(PodReport.Failure::text)
        .containsExactly("Not today.");
    assertThat(requests).hasSize(1);
    assertThat(end.output() + end.message()).doesNotContain("Signature").doesNotContain("/bucket/");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aMissingObjectIsToldInTheStoresWords(TestShell shell) throws Exception {
    End end = pod(shell, INPUT, transfer -> signed(transfer.key())).run(PodProtocol.PREPARE);
    assertThat(end.code()).isEqualTo(64);
    assertThat(end.message())
        .isEqualTo("artifact in failed to load: The specified key does not exist.");
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void foldersAreFetchedFileByFile(TestShell shell) throws Exception {
    objects.put("in-key/a b", "1");
    objects.put("in-key/s/c", "2");
    ScriptPod in =
        pod(
            shell,
            INPUT,
            transfer ->
                new TransferSheet.Folder(
                    Map.of("a b", base + "in-key/a%20b?x=1", "s/c", base + "in-key/s/c?x=1")));
    End end = in.run(PodProtocol.PREPARE);
    assertThat(end.code()).as(end.toString()).isZero();
    assertThat(in.input(0).resolve("a b")).hasContent("1");
    assertThat(in.input(0).resolve("s/c")).hasContent("2");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void foldersAreStoredByFormWhereThatIsPossible(TestShell shell) throws Exception {
    String template =
        """
        outputs: {artifacts: [{name: out, path: F/d, archive: {none: {}}}]}
        container: {image: x, command: [sh, -c], args: ["mkdir -p F/d/s; printf 1 > 'F/d/a; b'; printf 22 > F/d/s/c"]}
        """;
    ScriptPod out =
        pod(
            shell,
            template,
            transfer ->
                new TransferSheet.ObjectOrForm(
                    TransferSheet.Url.of(base + "never"),
                    base + "form",
                    Map.of("policy", "p\"q"),
                    transfer.key() + "/"));
    PodReport report = out.runAll();
    assertThat(report.errors()).isEmpty();
    assertThat(report.artifacts())
        .containsExactly(new StoredArtifact("out", "wf/wf-pod-1/d", 3, "", 2));
    assertThat(requests)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request).startsWith("POST /bucket/form").contains("p\"q"))
        .anySatisfy(request -> assertThat(request).contains("wf/wf-pod-1/d/a; b"))
        .anySatisfy(request -> assertThat(request).contains("wf/wf-pod-1/d/s/c").contains("22"));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aFolderWithoutArchiveIsRefusedByStoresThatTakeNoForms(TestShell shell) throws Exception {
    String template =
        """
        outputs: {artifacts: [{name: out, path: F/d, archive: {none: {}}}]}
        container: {image: x, command: [sh, -c], args: ["mkdir F/d; printf 1 > F/d/a"]}
        """;
    PodReport report = pod(shell, template, transfer -> signed(transfer.key())).runAll();
    assertThat(report.errors())
        .extracting(PodReport.Failure::text)
        .containsExactly(
            "a folder without an archive needs a store that takes forms; use archive tar or zip");
  }
}
