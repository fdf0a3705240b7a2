package io.argobuild.core.pod;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The in-pod scripts, without their comments: they travel in every pod. */
final class ScriptText {
  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*\\n|^[ \\t]*\\n");

  static final String PREPARE =
      load("lib.sh") + load("http.sh") + load("unpack.sh") + load("prepare.sh");
  static final String WRAP = load("lib.sh") + load("pack.sh") + load("wrap.sh");
  static final String COLLECT =
      load("lib.sh") + load("http.sh") + load("pack.sh") + load("collect.sh");

  static final String REQUEST = load("request.sh");

  private ScriptText() {}

  private static String load(String name) {
    try (InputStream in = ScriptText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("script " + name + " is missing in this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return COMMENT.matcher(text).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
