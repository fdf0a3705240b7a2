package io.argobuild.core.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.KeyFormat;
import io.argobuild.core.artifact.RepositoryResolution;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Provokes every failure of the table in docs/artifacts.md, and holds the table to what came. */
class S3ErrorsTest {
  private static final Path TABLE = Path.of("..", "docs", "artifacts.md");
  private static final ArtifactKey KEY = new ArtifactKey("wf/a");
  private static final S3Retry ONCE =
      new S3Retry(1, Duration.ZERO, Duration.ZERO, new Random(1), d -> {});

  @TempDir static Path folder;
  private static S3Server server;
  private static S3Server secure;
  private static String certificate;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    Path keys = folder.resolve("keys.p12");
    Path pem = folder.resolve("ca.pem");
    keytool(
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-keystore",
        keys.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        "changeit",
        "-alias",
        "s3",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keys.toString(),
        "-storepass",
        "changeit",
        "-alias",
        "s3",
        "-file",
        pem.toString());
    certificate = Files.readString(pem);
    S3Proxy.Builder builder =
        S3Server.builder()
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(keys.toString(), "changeit");
    secure = S3Server.start(builder);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @AfterAll
  static void stop() {
    server.close();
    secure.close();
  }

  /** What a store answers to everything. */
  private record Answer(int status, String type, String body) {
    static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          "application/xml",
          "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }
  }

  private static Problem answered(Answer answer) {
    return stubbed(answer, S3ErrorsTest::listing);
  }

  /** Does something with a store that has one answer for all. */
  private static <T> T stubbed(Answer answer, Function<S3Settings, T> use) {
    try {
      HttpServer stub =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      stub.createContext("/", exchange -> answer(exchange, answer));
      stub.start();
      try {
        return use.apply(at("http://127.0.0.1:" + stub.getAddress().getPort()));
      } finally {
        stub.stop(0);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static Problem listing(S3Settings settings) {
    return problem(settings, S3ErrorsTest::all);
  }

  private static long all(ArtifactStore store) {
    try (Stream<StoredObject> objects = store.list("")) {
      return objects.count();
    }
  }

  private static Problem problem(S3Settings settings, Function<ArtifactStore, ?> use) {
    return thrown(
        () -> {
          try (ArtifactStore store = S3ArtifactStore.open(settings, ONCE)) {
            return use.apply(store);
          }
        });
  }

  private static Problem thrown(Callable<?> call) {
    ProblemException thrown = catchThrowableOfType(ProblemException.class, call::call);
    assertThat(thrown).as("a problem").isNotNull();
    return thrown.problem();
  }

  private static S3Settings at(String endpoint) {
    return S3Settings.of(URI.create(endpoint), "bucket", S3Server.credentials());
  }

  private static S3Settings with(S3Credentials credentials) {
    server.bucket("credentials-test");
    return S3Settings.of(server.endpoint(), "credentials-test", credentials);
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem ofRepository(String fields) {
    return thrown(
        () ->
            S3Repository.settings(
                (ObjectNode) new ObjectMapper().readTree(fields), (name, key) -> Optional.empty()));
  }

  /** Each way to fail, by what is done. */
  private static Map<String, Callable<Problem>> provocations() {
    Map<String, Callable<Problem>> all = new LinkedHashMap<>();
    all.put("no such bucket", () -> listing(at(server.endpoint().toString())));
    all.put("stored but gone", () -> problem(server.bucket("empty-bucket"), s -> s.open(KEY)));
    all.put(
        "wrong secret key",
        () -> listing(with(new S3Credentials.Keys(S3Server.ACCESS_KEY, "wrong", ""))));
    all.put(
        "unknown access key", () -> listing(with(new S3Credentials.Keys("nobody", "wrong", ""))));
    all.put("nothing listens", () -> listing(at("http://127.0.0.1:" + closedPort())));
    all.put("unknown host", () -> listing(at("http://no-such-host.invalid")));
    all.put("unknown authority", () -> listing(at(secure.secureEndpoint().toString())));
    all.put(
        "name of another host",
        () ->
            listing(
                at(secure.secureEndpoint().toString().replace("localhost", "127.0.0.1"))
                    .withCaCertificates(certificate)));
    all.put(
        "no certificate", () -> listing(at("https://localhost:1").withCaCertificates("nonsense")));
    all.put(
        "TLS to a plain store",
        () -> listing(at(server.endpoint().toString().replace("http:", "https:"))));
    all.put("a web page", () -> answered(new Answer(404, "text/html", "<html>")));
    ofAnswers(all);
    all.put("no repository", S3ErrorsTest::withoutRepository);
    all.put("no bucket given", () -> ofRepository("{}"));
    all.put("bad endpoint", () -> ofRepository("{\"bucket\":\"b\",\"endpoint\":\"a b\"}"));
    all.put(
        "no Secret",
        () ->
            ofRepository("{\"bucket\":\"b\",\"accessKeySecret\":{\"name\":\"x\",\"key\":\"y\"}}"));
    all.put("a key that leads out", () -> thrown(() -> new ArtifactKey("../a")));
    all.put(
        "unknown variable",
        () -> thrown(() -> new KeyFormat("{{x}}").expand(name -> Optional.empty())));
    return all;
  }

  private static Problem withoutRepository() {
    ObjectNode workflow = JsonNodeFactory.instance.objectNode();
    workflow.putObject("spec").putObject("artifactRepositoryRef");
    return thrown(() -> new RepositoryResolution(List.of()).resolve(new Workflow(workflow)));
  }

  private static void ofAnswers(Map<String, Callable<Problem>> all) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    answers.put("clock skew", Answer.error(403, "RequestTimeTooSkewed", "too large"));
    answers.put("denied", Answer.error(403, "AccessDenied", "Access Denied."));
    answers.put("another region", Answer.error(301, "PermanentRedirect", "use eu-west-1"));
    answers.put("quota", Answer.error(400, "XMinioAdminBucketQuotaExceeded", "quota exceeded"));
    answers.put("disk full", Answer.error(507, "XMinioStorageFull", "full"));
    answers.put("slow down", Answer.error(503, "SlowDown", "Please reduce your request rate."));
    answers.put("too many requests", new Answer(429, "text/plain", "slow"));
    answers.put("server error", Answer.error(500, "InternalError", "We encountered an error"));
    answers.put("bad gateway", new Answer(502, "text/html", "<html>"));
    answers.put(
        "object locked",
        Answer.error(400, "InvalidRequest", "Object is WORM protected and cannot be overwritten"));
    answers.put("unknown answer", Answer.error(400, "MalformedThing", "what?"));
    answers.forEach((name, answer) -> all.put(name, () -> answered(answer)));
    all.put(
        "an answer that breaks off",
        () -> answered(new Answer(200, "application/xml", "<ListBucketResult><Contents>")));
  }

  /** A row of the table. */
  private record Row(String code, String kind, String nextStep) {}

  private static Map<String, Row> table() throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\|");
      if (cells.length > 4 && cells[2].strip().startsWith("`ARTIFACT_")) {
        rows.put(
            cells[1].strip(),
            new Row(
                cells[2].strip().replace("`", ""),
                cells[3].strip(),
                cells.length > 5 ? cells[5].strip() : ""));
      }
    }
    return rows;
  }

  @TestFactory
  Stream<DynamicTest> everyFailureIsToldAsTheTableSays() throws IOException {
    Map<String, Row> rows = table();
    return provocations().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      Problem problem = one.getValue().call();
                      assertThat(new Row(problem.code(), problem.kind().name(), problem.nextStep()))
                          .as(problem.text())
                          .isEqualTo(rows.get(one.getKey()));
                      assertThat(problem.message()).isNotBlank();
                      assertThat(problem.text()).doesNotContain(S3Server.SECRET_KEY);
                    }));
  }

  @Test
  void theTableHasNoRowThatNobodyProvokes() throws IOException {
    assertThat(table().keySet()).isEqualTo(provocations().keySet());
  }

  @Test
  void anAuthorityThatIsGivenIsTrusted() {
    S3Settings settings =
        at(secure.secureEndpoint().toString())
            .withCaCertificates(certificate)
            .withCreateBucket(true);
    try (ArtifactStore store = S3ArtifactStore.open(settings, ONCE)) {
      StoredObject written = store.write(KEY, new ByteArrayInputStream(new byte[3]), 3);
      assertThat(store.head(KEY)).contains(written);
    }
  }

  @Test
  void ofABatchOnlyTheObjectsThatFailedDid() {
    String body =
        "<DeleteResult><Error><Key>wf/a</Key><Code>AccessDenied</Code><Message>no</Message></Error>"
            + "<Error><Key>wf/b</Key><Code>SlowDown</Code><Message>wait</Message></Error>"
            + "</DeleteResult>";
    List<ArtifactKey> keys = Stream.of("wf/a", "wf/b", "wf/c").map(ArtifactKey::new).toList();
    List<DeleteOutcome> outcomes =
        stubbed(
            new Answer(200, "application/xml", body),
            settings -> {
              try (ArtifactStore store = S3ArtifactStore.open(settings, ONCE)) {
                return store.delete(keys);
              }
            });

    assertThat(outcomes).hasSize(3);
    assertThat(((DeleteOutcome.Failed) outcomes.get(0)).problem().kind())
        .isEqualTo(ProblemClass.PERMISSION);
    assertThat(((DeleteOutcome.Failed) outcomes.get(1)).problem().kind())
        .isEqualTo(ProblemClass.TRANSIENT);
    assertThat(outcomes.get(2)).isEqualTo(new DeleteOutcome.Deleted(keys.get(2)));
  }
}
