package io.argobuild.core.artifact.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands between a client and a store and, from a seed, spoils requests: each connection takes one
 * request, of which the bytes are passed on as they are, so that signatures hold.
 */
public final class FaultProxy implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  /** What may happen to a request. */
  public enum Fault {
    /** The connection is reset, nothing done. */
    RESET,
    /** 500, nothing done. */
    SERVER_ERROR,
    /** 503 SlowDown, nothing done. */
    SLOW_DOWN,
    /** It is done, but the answer is lost. */
    LOST_ANSWER,
    /** It is done, but the answer breaks off. */
    TRUNCATED,
    /** It is done, after a while. */
    DELAYED,
    /** Of a batch, nothing is done, and each object is told to have failed; else as SLOW_DOWN. */
    BATCH_FAILS,
    /** A batch is done, but some objects are told to have failed; else nothing happens. */
    BATCH_LIES
  }

  private final URI target;
  private final Random random;
  private final int percent;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::thread);
  private final AtomicInteger faults = new AtomicInteger();
  private volatile Predicate<String> dropsAnswer = request -> false;

  /**
   * @param percent of the requests that are spoiled
   */
  public FaultProxy(URI target, long seed, int percent) {
    this.target = target;
    this.random = new Random(seed);
    this.percent = percent;
    try {
      this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.execute(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** How many requests were spoiled. */
  public int faults() {
    return faults.get();
  }

  /** Carries these requests out but never answers them; told by their first lines. */
  public FaultProxy droppingAnswers(Predicate<String> requests) {
    dropsAnswer = requests;
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] request = request(client.getInputStream());
      if (request.length > 0) {
        answer(client, request);
      }
    } catch (IOException e) {
      // Either side hung up, which is what a fault looks like.
      faults.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Socket client, byte[] request) throws IOException, InterruptedException {
    String head = new String(request, StandardCharsets.ISO_8859_1);
    if (dropsAnswer.test(head.substring(0, head.indexOf("\r\n")))) {
      faults.incrementAndGet();
      forward(request);
      return;
    }
    Fault fault = null;
    int half = 0;
    synchronized (random) {
      if (random.nextInt(100) < percent) {
        fault = Fault.values()[random.nextInt(Fault.values().length)];
        half = random.nextInt(1000);
      }
    }
    if (fault == null) {
      write(client, forward(request));
      return;
    }
    faults.incrementAndGet();
    spoil(client, request, head, fault, half);
  }

  private void spoil(Socket client, byte[] request, String head, Fault fault, int share)
      throws IOException, InterruptedException {
    boolean batch = head.startsWith("POST ") && head.contains("?delete");
    switch (fault) {
      case RESET -> client.setSoLinger(true, 0);
      case SERVER_ERROR -> write(client, error(500, "InternalError"));
      case SLOW_DOWN -> write(client, error(503, "SlowDown"));
      case LOST_ANSWER -> forward(request);
      case TRUNCATED -> {
        byte[] answer = forward(request);
        write(client, java.util.Arrays.copyOf(answer, answer.length * share / 1000));
      }
      case DELAYED -> {
        Thread.sleep(share / 20);
        write(client, forward(request));
      }
      case BATCH_FAILS -> write(client, batch ? failed(head, 1000) : error(503, "SlowDown"));
      case BATCH_LIES -> {
        byte[] answer = forward(request);
        write(client, batch ? failed(head, share) : answer);
      }
    }
  }

  /** An answer to a deletion by which some of its objects have failed. */
  private static byte[] failed(String request, int share) {
    Matcher keys = KEY.matcher(request);
    String errors =
        keys.results()
            .map(MatchResult::group)
            .filter(key -> Math.floorMod(key.hashCode(), 1000) < share)
            .map(key -> "<Error>" + key + "<Code>SlowDown</Code><Message>wait</Message></Error>")
            .collect(Collectors.joining());
    return xml(
        200,
        "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + errors
            + "</DeleteResult>");
  }

  private static byte[] error(int status, String code) {
    return xml(
        status,
        "<Error><Code>" + code + "</Code><Message>spoiled</Message><Resource>/</Resource></Error>");
  }

  private static byte[] xml(int status, String body) {
    // The keys of a request are taken over byte for byte.
    byte[] bytes =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body).getBytes(StandardCharsets.ISO_8859_1);
    String head =
        "HTTP/1.1 "
            + status
            + " X\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    return concat(head.getBytes(StandardCharsets.ISO_8859_1), bytes);
  }

  private byte[] forward(byte[] request) throws IOException {
    try (Socket socket = new Socket(target.getHost(), target.getPort())) {
      String text = new String(request, StandardCharsets.ISO_8859_1);
      int line = text.indexOf("\r\n") + 2;
      String closing =
          text.substring(0, line)
              + "Connection: close\r\n"
              + text.substring(line).replaceFirst("(?i)connection: keep-alive\r\n", "");
      socket.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static void write(Socket client, byte[] answer) throws IOException {
    client.getOutputStream().write(answer);
    client.getOutputStream().flush();
  }

  private static byte[] request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    if (text.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
      throw new IOException("not spoken here");
    }
    Matcher length = LENGTH.matcher(text);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return concat(head.toByteArray(), in.readNBytes(body));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.shutdownNow();
  }
}
