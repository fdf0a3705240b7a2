package io.argobuild.core.manifest.yaml;

/**
 * The text and where reading has got to. The end reads as NUL, which no text may hold.
 *
 * <p>Characters are checked in blocks of 512 bytes, as go-yaml reads them, because what lies beyond
 * the first document is never looked at.
 */
final class CharSource {
  private static final int BLOCK_BYTES = 512;

  private final String text;
  private int position;
  private int checkedTo;
  private int blockStart;
  private int index;
  private int line;
  private int column;

  CharSource(String text) {
    String body = text.isEmpty() ? "\n" : text;
    this.text = body;
    this.position = body.charAt(0) == '\uFEFF' ? 1 : 0;
    this.checkedTo = position;
    this.blockStart = position;
  }

  Mark mark() {
    return new Mark(index, line, column);
  }

  int index() {
    return index;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** The end counts as the start of a line of its own. */
  void endLastLine() {
    if (column != 0) {
      column = 0;
      line++;
    }
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int at = position + ahead;
    while (at >= checkedTo && checkedTo < text.length()) {
      checkNextBlock();
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  void skip() {
    if (peek() == '\0') {
      return;
    }
    position += Character.charCount(text.codePointAt(position));
    index++;
    column++;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      skip();
    }
  }

  void read(StringBuilder into) {
    if (peek() == '\0') {
      return;
    }
    int character = text.codePointAt(position);
    into.appendCodePoint(character);
    skip();
  }

  void skipLine() {
    if (peek() == '\r' && peek(1) == '\n') {
      endLine(2);
    } else if (isBreak()) {
      endLine(1);
    }
  }

  /** Appends the line break here, all but LS and PS as a line feed. */
  void readLine(StringBuilder into) {
    if (!isBreak()) {
      return;
    }
    char c = peek();
    into.append(c == '\u2028' || c == '\u2029' ? c : '\n');
    skipLine();
  }

  private void endLine(int characters) {
    position += characters;
    index += characters;
    column = 0;
    line++;
  }

  boolean isBlank() {
    return isBlank(0);
  }

  boolean isBlank(int ahead) {
    char c = peek(ahead);
    return c == ' ' || c == '\t';
  }

  boolean isBreak() {
    return isBreak(0);
  }

  boolean isBreak(int ahead) {
    char c = peek(ahead);
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  boolean isEnd() {
    return peek() == '\0';
  }

  boolean isBreakOrEnd() {
    return isBreak() || isEnd();
  }

  boolean isBlankBreakOrEnd() {
    return isBlankBreakOrEnd(0);
  }

  boolean isBlankBreakOrEnd(int ahead) {
    return isBlank(ahead) || isBreak(ahead) || peek(ahead) == '\0';
  }

  /** A letter, digit, {@code _} or {@code -}: what names of anchors and tags consist of. */
  boolean isWord() {
    char c = peek();
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c == '_'
        || c == '-';
  }

  boolean isDigit() {
    char c = peek();
    return c >= '0' && c <= '9';
  }

  /** The value of the hexadecimal digit here, or -1. */
  int hexDigit(int ahead) {
    char c = peek(ahead);
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** {@code ---} or {@code ...} at the start of a line, and nothing right after it. */
  boolean isDocumentIndicator(char c) {
    return column == 0 && peek() == c && peek(1) == c && peek(2) == c && isBlankBreakOrEnd(3);
  }

  /** go-yaml looks for the byte order mark at the start of its buffer, not here. */
  boolean blockStartsWithByteOrderMark() {
    return blockStart < text.length() && text.charAt(blockStart) == '\uFEFF';
  }

  private void checkNextBlock() {
    blockStart = position;
    int bytes = 0;
    while (checkedTo < text.length()) {
      int character = text.codePointAt(checkedTo);
      bytes += utf8Length(character);
      if (bytes > BLOCK_BYTES) {
        return;
      }
      if (!isAllowed(character)) {
        throw YamlFault.ofValue("control characters are not allowed", markOf(checkedTo));
      }
      checkedTo += Character.charCount(character);
    }
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0x7E
        || c == 0x85
        || c >= 0xA0 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }

  private Mark markOf(int offset) {
    int lastBreak = text.lastIndexOf('\n', offset - 1);
    int lines = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    int first = text.charAt(0) == '\uFEFF' && lastBreak < 0 ? 1 : lastBreak + 1;
    return new Mark(offset, lines, text.codePointCount(first, offset));
  }
}
