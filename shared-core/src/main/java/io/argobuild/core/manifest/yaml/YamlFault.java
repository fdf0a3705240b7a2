package io.argobuild.core.manifest.yaml;

/** Stops reading; the message is go-yaml's, and the mark is where it happened. */
final class YamlFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String SYNTAX = "MANIFEST_SYNTAX";

  private final String code;
  private final String text;
  private final transient Mark mark;

  private YamlFault(String code, String text, Mark mark) {
    super(text, null, false, false);
    this.code = code;
    this.text = text;
    this.mark = mark;
  }

  /** A fault of the tokens; go-yaml counts its line from 1, and leaves the first line out. */
  static YamlFault ofScanner(String problem, Mark mark) {
    int line = mark.line() == 0 ? 0 : mark.line() + 1;
    return new YamlFault(SYNTAX, "yaml: " + lineText(line) + problem, mark);
  }

  /** A fault of the grammar; go-yaml counts its line from 0. */
  static YamlFault ofParser(String problem, Mark mark) {
    return new YamlFault(SYNTAX, "yaml: " + lineText(mark.line()) + problem, mark);
  }

  /** A fault of a value or of a character; go-yaml names no line. */
  static YamlFault ofValue(String problem, Mark mark) {
    return new YamlFault(SYNTAX, "yaml: " + problem, mark);
  }

  /** A fault whose message does not begin with {@code yaml:}. */
  static YamlFault ofJson(String message, Mark mark) {
    return new YamlFault(SYNTAX, message, mark);
  }

  static YamlFault ofLimit(String code, String message, Mark mark) {
    return new YamlFault(code, message, mark);
  }

  private static String lineText(int line) {
    return line == 0 ? "" : "line " + line + ": ";
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }

  Mark mark() {
    return mark;
  }
}
