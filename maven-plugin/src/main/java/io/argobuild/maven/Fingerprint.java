package io.argobuild.maven;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest of all that a run depends on, as far as it is known here. */
final class Fingerprint {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Each text with its length, so that none can be taken for two. */
  Fingerprint add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  Fingerprint add(Manifests manifests) {
    manifests.objects().stream().map(ManifestObject::raw).forEach(raw -> add(raw.toString()));
    return this;
  }

  Fingerprint add(Map<String, String> values) throws IOException {
    return add(JSON.writeValueAsString(new TreeMap<>(values)));
  }

  /** Files, and all files below folders, by their paths and contents. */
  Fingerprint addFiles(Path base, List<String> names) throws IOException {
    for (String name : names) {
      Path root = base.resolve(name);
      add(name);
      if (Files.notExists(root)) {
        continue;
      }
      try (Stream<Path> below = Files.walk(root)) {
        for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
          add(root.relativize(file).toString());
          addContent(file);
        }
      }
    }
    return this;
  }

  private void addContent(Path file) throws IOException {
    add(Long.toString(Files.size(file)));
    try (InputStream in = Files.newInputStream(file);
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }

  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
