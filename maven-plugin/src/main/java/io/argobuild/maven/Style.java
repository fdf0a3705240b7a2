package io.argobuild.maven;

import io.argobuild.core.report.TreeOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.shared.utils.logging.MessageUtils;

/**
 * What the output may hold.
 *
 * @param utf8 characters beyond ASCII
 * @param colour ANSI colours
 * @param live lines that are written over: a terminal with a person at it
 */
record Style(boolean utf8, boolean colour, boolean live) {
  static final Style PLAIN = new Style(true, false, false);

  static Style of(MavenSession session) {
    boolean colour = MessageUtils.isColorEnabled();
    boolean live =
        colour
            && session.getRequest().isInteractiveMode()
            && !session.isParallel()
            && System.console() != null
            && !"dumb".equals(System.getenv("TERM"));
    return new Style(outputEncoding().newEncoder().canEncode("✔└"), colour, live);
  }

  private static Charset outputEncoding() {
    for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
      String name = System.getProperty(property, "");
      if (!name.isEmpty()) {
        try {
          return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          // The JVM wrote it; whatever it means, the default is what streams fall back to.
          return Charset.defaultCharset();
        }
      }
    }
    return Charset.defaultCharset();
  }

  TreeOptions tree() {
    return TreeOptions.PLAIN.withUtf8(utf8).withColour(colour);
  }

  /**
   * @param code of an ANSI colour
   */
  String paint(String text, int code) {
    return colour ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
  }
}
