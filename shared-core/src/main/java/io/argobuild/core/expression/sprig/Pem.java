package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoBase64;
import io.argobuild.core.expression.golang.GoError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A block of PEM.
 *
 * @param type such as {@code RSA PRIVATE KEY}
 */
record Pem(String type, byte[] bytes) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int LINE = 64;

  String text() {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(LINE, newline).encodeToString(bytes);
    return BEGIN + type + DASHES + "\n" + body + "\n-----END " + type + DASHES + "\n";
  }

  /** The first block of a text; null when it has none. */
  static @Nullable Pem parse(String text) {
    int begin = text.indexOf(BEGIN);
    int typeEnd = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length());
    if (typeEnd < 0) {
      return null;
    }
    String type = text.substring(begin + BEGIN.length(), typeEnd);
    int bodyFrom = typeEnd + DASHES.length();
    int end = text.indexOf("-----END " + type + DASHES, bodyFrom);
    if (end < 0) {
      return null;
    }
    String body = text.substring(bodyFrom, end);
    try {
      return new Pem(type, GoBase64.decode(body.replace(" ", "").replace("\t", "")));
    } catch (GoError e) {
      return null;
    }
  }
}
