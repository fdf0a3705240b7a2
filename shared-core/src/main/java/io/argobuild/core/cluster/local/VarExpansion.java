package io.argobuild.core.cluster.local;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code $(NAME)} as Kubernetes expands it: {@code $$} is a dollar, and what is unknown or not
 * closed stays as it stands.
 */
final class VarExpansion {
  private VarExpansion() {}

  static String expand(String text, Map<String, String> variables) {
    return expand(text, name -> variables.getOrDefault(name, "$(" + name + ")"));
  }

  static String expand(String text, UnaryOperator<String> variable) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '$' || at == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(at++);
      int end = next == '(' ? text.indexOf(')', at) : -1;
      if (end >= 0) {
        out.append(variable.apply(text.substring(at, end)));
        at = end + 1;
      } else {
        out.append(next == '$' ? "$" : "$" + next);
      }
    }
    return out.toString();
  }
}
