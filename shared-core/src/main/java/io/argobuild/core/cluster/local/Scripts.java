package io.argobuild.core.cluster.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The shell scripts on disk. Shells read a script while they run it, so a file that may be in use
 * is never changed: its name holds the digest of its content.
 */
record Scripts(Path supervisor, Path sandbox, Path sandboxSignal) {

  static Scripts install(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Scripts(
        install(folder, "supervisor"),
        install(folder, "sandbox"),
        install(folder, "sandbox-signal"));
  }

  private static Path install(Path folder, String name) throws IOException {
    byte[] content;
    try (InputStream in = Scripts.class.getResourceAsStream(name + ".sh")) {
      if (in == null) {
        throw new IllegalStateException("not packaged: " + name + ".sh");
      }
      content = in.readAllBytes();
    }
    Path file = folder.resolve(name + "-" + digest(content) + ".sh");
    if (Files.notExists(file)) {
      Path part = folder.resolve("." + UUID.randomUUID());
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
