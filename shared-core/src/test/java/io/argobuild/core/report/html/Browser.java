package io.argobuild.core.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
  private int last;

  private Browser(Process process, HttpClient http, URI page) {
    this.process = process;
    this.socket = http.newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /** Where it is installed; empty when it isn't. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> Stream.of("chromium", "chrome").map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    HttpClient http = HttpClient.newHttpClient();
    URI list = URI.create("http://127.0.0.1:" + port(process) + "/json/list");
    String pages = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    for (JsonNode page : JSON.readTree(pages)) {
      if (page.path("type").asText().equals("page")) {
        URI address = URI.create(page.path("webSocketDebuggerUrl").asText());
        Browser browser = new Browser(process, http, address);
        browser.call("Page.enable", params -> {});
        browser.call("Runtime.enable", params -> {});
        browser.call("Log.enable", params -> {});
        return browser;
      }
    }
    process.destroy();
    throw new IOException("no page in " + pages);
  }

  private static int port(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "browser-output");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring("DevTools listening on ".length())).getPort();
      }
      said.append(line).append('\n');
    }
    throw new IOException("the browser ended: " + said);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
      message.append(part);
      if (end) {
        take(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (IOException e) {
      complaints.add(e.toString());
      return;
    }
    CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(-1));
    if (answer != null) {
      answer.complete(message);
      return;
    }
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(message.path("params").toString());
      default -> {}
    }
  }

  JsonNode call(String method, Consumer<ObjectNode> params) {
    ObjectNode request = JSON.createObjectNode().put("id", ++last).put("method", method);
    params.accept(request.putObject("params"));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(last, answer);
    socket.sendText(request.toString(), true).join();
    JsonNode message = wait(answer, method);
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.path("error"));
    }
    return message.path("result");
  }

  private static <T> T wait(CompletableFuture<T> future, String what) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(what, e);
    }
  }

  /**
   * @param theme {@code light} or {@code dark}
   */
  void window(int width, int height, String theme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        params ->
            params
                .put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        params ->
            params
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", theme));
  }

  void withScripts(boolean on) {
    call("Emulation.setScriptExecutionDisabled", params -> params.put("value", !on));
  }

  void open(Path file) {
    complaints.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", params -> params.put("url", file.toUri().toString()));
    wait(loaded, "load");
  }

  /** The value of a JavaScript expression, which may be a promise. */
  JsonNode value(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            params ->
                params
                    .put("expression", expression)
                    .put("returnByValue", true)
                    .put("awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Presses and releases a key; of printable ones the character is its name. */
  void press(String key) {
    call(
        "Input.dispatchKeyEvent",
        params -> {
          params.put("type", "keyDown").put("key", key);
          if (key.equals("Escape")) {
            params.put("windowsVirtualKeyCode", 27);
          }
          if (key.length() == 1) {
            params.put("text", key);
          }
        });
    call("Input.dispatchKeyEvent", params -> params.put("type", "keyUp").put("key", key));
  }

  /** What the page complained of since it was opened. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  byte[] screenshot() {
    String data =
        call("Page.captureScreenshot", params -> params.put("format", "png")).path("data").asText();
    return Base64.getDecoder().decode(data);
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
