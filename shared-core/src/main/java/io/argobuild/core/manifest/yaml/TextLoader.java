package io.argobuild.core.manifest.yaml;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Loads texts up to a limit; UTF-8, or UTF-16 with a byte order mark. */
public final class TextLoader {
  private final Limits limits;

  public TextLoader(Limits limits) {
    this.limits = limits;
  }

  /** The text of a file; a problem if it is missing, unreadable or too large. */
  public String load(Path file) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw problem("MANIFEST_UNREADABLE", name, "this is a folder", "Name a file", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > limits.bytes()) {
        throw new ProblemException(tooLarge(name, limits));
      }
      return load(in, name);
    } catch (NoSuchFileException e) {
      throw new ProblemException(
          new Problem(
              "MANIFEST_NOT_FOUND",
              ProblemClass.NOT_FOUND,
              "there is no such file",
              new Place.InFile(name, 0, 0, ""),
              "Check the path; it is relative to the folder the build runs in"),
          e);
    } catch (IOException e) {
      String message = "the file can't be read: " + e.getMessage();
      throw problem("MANIFEST_UNREADABLE", name, message, "Check its permissions", e);
    }
  }

  /** The text of a stream, read to the end, or to the limit and then refused. */
  public String load(InputStream in, String name) throws IOException {
    int most = (int) Math.min(limits.bytes(), Integer.MAX_VALUE - 16L);
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most && in.read() >= 0) {
      throw new ProblemException(tooLarge(name, limits));
    }
    return decode(bytes, name);
  }

  private static String decode(byte[] bytes, String name) {
    Charset charset = charset(bytes);
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw problem(
          "MANIFEST_ENCODING", name, "the text is not " + charset, "Save the file as UTF-8", e);
    }
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
      if (first == 0xFEFF) {
        return StandardCharsets.UTF_16BE;
      }
      if (first == 0xFFFE) {
        return StandardCharsets.UTF_16LE;
      }
    }
    return StandardCharsets.UTF_8;
  }

  static Problem tooLarge(String name, Limits limits) {
    return new Problem(
        "MANIFEST_TOO_LARGE",
        ProblemClass.CONFIGURATION,
        "the file is larger than " + limits.bytes() + " bytes",
        new Place.InFile(name, 0, 0, ""),
        "Name a manifest, or move large values into artifacts or ConfigMaps");
  }

  private static ProblemException problem(
      String code, String name, String message, String next, @Nullable Throwable cause) {
    Place place = new Place.InFile(name, 0, 0, "");
    return new ProblemException(
        new Problem(code, ProblemClass.CONFIGURATION, message, place, next), cause);
  }
}
