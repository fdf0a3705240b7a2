package io.argobuild.maven;

import io.argobuild.core.report.TreeOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.maven.execution.MavenSession;
import org.fusesource.jansi.Ansi;

/**
 * What the output may hold.
 *
 * @param utf8 characters beyond ASCII
 * @param colour ANSI colours
 * @param live lines that are written over: a terminal with a person at it
 */
record Style(boolean utf8, boolean colour, boolean live) {
  private static final int[] PREFIX_COLOURS = {36, 35, 34, 33, 32, 96, 95, 94, 93, 92};
  static final Style PLAIN = new Style(true, false, false);

  static Style of(MavenSession session) {
    boolean terminal =
        System.console() != null
            && session.getRequest().isInteractiveMode()
            && !"dumb".equals(System.getenv("TERM"));
    boolean colour = isColourOn(terminal);
    boolean live = terminal && colour && !session.isParallel();
    return new Style(outputEncoding().newEncoder().canEncode("✔└"), colour, live);
  }

  /** As Maven has found out from its options; newer ones than 3 don't tell. */
  private static boolean isColourOn(boolean terminal) {
    try {
      return Ansi.isEnabled();
    } catch (LinkageError e) {
      return terminal;
    }
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

  /** What stands before a line of a node's log; each name has its colour. */
  String prefix(String name) {
    int colour = PREFIX_COLOURS[Math.floorMod(name.hashCode(), PREFIX_COLOURS.length)];
    return paint("[" + name + "]", colour) + ' ';
  }
}
