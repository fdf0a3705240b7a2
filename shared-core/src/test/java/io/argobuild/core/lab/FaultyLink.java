package io.argobuild.core.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a server on which connections break off: each after a number of bytes that chance
 * chooses, in the middle of whatever goes on, and some as soon as they are made.
 */
public final class FaultyLink implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Random random;
  private final int meanBytes;
  private final AtomicInteger broken = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-link");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param meanBytes how much a connection carries before it breaks, on average
   */
  public FaultyLink(String host, int port, long seed, int meanBytes) {
    this.target = new InetSocketAddress(host, port);
    this.random = new Random(seed);
    this.meanBytes = meanBytes;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections have been broken. */
  public int broken() {
    return broken.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        int bytes = (int) (-meanBytes * Math.log(1 - random.nextDouble()));
        if (random.nextInt(20) == 0) {
          breakOff(client);
        } else {
          connect(client, bytes);
        }
      } catch (IOException e) {
        // Closed, or a client that went away; the next one may come.
        continue;
      }
    }
  }

  private void connect(Socket client, int bytes) throws IOException {
    Socket server = new Socket();
    open.add(server);
    server.connect(target);
    threads.execute(() -> copy(client, server, Integer.MAX_VALUE));
    threads.execute(() -> copy(server, client, bytes));
  }

  private void copy(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int left = limit;
      for (int count = in.read(buffer, 0, Math.min(buffer.length, left));
          count >= 0;
          count = in.read(buffer, 0, Math.min(buffer.length, left))) {
        out.write(buffer, 0, count);
        left -= count;
        if (left <= 0) {
          breakOff(to);
          break;
        }
      }
    } catch (IOException e) {
      // One end is gone: so is the other.
    } finally {
      close(from);
      close(to);
    }
  }

  /** With a reset instead of a polite end. */
  private void breakOff(Socket socket) throws IOException {
    broken.incrementAndGet();
    socket.setSoLinger(true, 0);
    close(socket);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It was to go anyway.
      return;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set.copyOf(open).forEach(this::close);
    threads.shutdownNow();
  }
}
