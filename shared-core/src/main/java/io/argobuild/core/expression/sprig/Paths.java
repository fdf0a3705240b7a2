package io.argobuild.core.expression.sprig;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** sprig's functions for slash-separated paths. */
final class Paths {
  private static final String TEXT = "func(string) string";

  private Paths() {}

  static void register(Registry out) {
    both(out, "base", "osBase", Paths::base);
    both(out, "dir", "osDir", Paths::directory);
    both(out, "clean", "osClean", Paths::clean);
    both(out, "ext", "osExt", Paths::extension);
    out.add("isAbs", "func(string) bool", call -> call.text(0).startsWith("/"));
    out.add("osIsAbs", "func(string) bool", call -> call.text(0).startsWith("/"));
  }

  /** On Linux paths of the system are no different. */
  private static void both(
      Registry out, String name, String systemName, UnaryOperator<String> change) {
    out.add(new String[] {name, systemName}, TEXT, call -> change.apply(call.text(0)));
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String last = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    return last.isEmpty() ? "/" : last;
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 || path.indexOf('/', dot) >= 0 ? "" : path.substring(dot);
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty() && !parts.getLast().equals("..")) {
          parts.removeLast();
        } else if (!rooted) {
          parts.addLast(part);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
