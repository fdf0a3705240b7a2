package io.argobuild.core.manifest.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text in a {@code !!binary} scalar. */
final class Base64Text {
  private Base64Text() {}

  static String decode(YamlNode node) {
    String text = node.value().replace("\n", "").replace("\r", "");
    if (text.length() % 4 == 0) {
      try {
        return goText(Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        throw invalid(node);
      }
    }
    throw invalid(node);
  }

  private static YamlFault invalid(YamlNode node) {
    return YamlFault.ofValue("!!binary value contains invalid base64 data", node.mark());
  }

  /** Each byte that is no UTF-8 becomes a replacement character, as in Go's JSON. */
  private static String goText(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put('\uFFFD');
      }
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }
}
