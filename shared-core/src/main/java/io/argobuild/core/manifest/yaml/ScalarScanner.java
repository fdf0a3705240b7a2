package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;

/** Scans the text of plain and quoted scalars, folding their lines, and hands on blocks. */
final class ScalarScanner {
  private final CharSource in;
  private final BlockScalarScanner blocks;
  private final Folding folding = new Folding();
  private boolean leadingBlanks;

  ScalarScanner(CharSource in) {
    this.in = in;
    this.blocks = new BlockScalarScanner(in);
  }

  Token block(boolean literal, int parentIndent) {
    return blocks.scan(literal, parentIndent);
  }

  /** Whether the last plain scalar ended on a line after its last character. */
  boolean endedAfterLineBreak() {
    return leadingBlanks;
  }

  Token plain(int parentIndent, boolean flow) {
    StringBuilder text = new StringBuilder();
    folding.clear();
    leadingBlanks = false;
    Mark start = in.mark();
    Mark end = start;
    while (!in.isDocumentIndicator('-') && !in.isDocumentIndicator('.') && in.peek() != '#') {
      while (!in.isBlankBreakOrEnd() && !endsPlain(flow)) {
        if (leadingBlanks || folding.hasBlanks()) {
          folding.appendTo(text, leadingBlanks);
          leadingBlanks = false;
        }
        in.read(text);
        end = in.mark();
      }
      if (!in.isBlank() && !in.isBreak()) {
        break;
      }
      readBlanks(parentIndent + 1);
      if (!flow && in.column() < parentIndent + 1) {
        break;
      }
    }
    return new Token(Kind.SCALAR, start, end, text.toString(), "", true);
  }

  private boolean endsPlain(boolean flow) {
    char c = in.peek();
    return c == ':' && in.isBlankBreakOrEnd(1) || flow && ",?[]{}".indexOf(c) >= 0;
  }

  /** Takes in blanks and line breaks; a tab before the indent is refused unless it is -1. */
  private void readBlanks(int indent) {
    while (in.isBlank() || in.isBreak()) {
      if (in.isBlank()) {
        if (leadingBlanks && in.column() < indent && in.peek() == '\t') {
          throw YamlFault.ofScanner("found a tab character that violates indentation", in.mark());
        }
        if (leadingBlanks) {
          in.skip();
        } else {
          in.read(folding.blanks);
        }
      } else if (leadingBlanks) {
        in.readLine(folding.moreBreaks);
      } else {
        folding.blanks.setLength(0);
        in.readLine(folding.firstBreak);
        leadingBlanks = true;
      }
    }
  }

  Token quoted(boolean single) {
    StringBuilder text = new StringBuilder();
    folding.clear();
    Mark start = in.mark();
    char quote = in.peek();
    in.skip();
    while (true) {
      if (in.isDocumentIndicator('-') || in.isDocumentIndicator('.')) {
        throw YamlFault.ofScanner("found unexpected document indicator", in.mark());
      }
      if (in.isEnd()) {
        throw YamlFault.ofScanner("found unexpected end of stream", in.mark());
      }
      leadingBlanks = readQuotedWord(text, single);
      if (in.peek() == quote) {
        break;
      }
      readBlanks(-1);
      folding.appendTo(text, leadingBlanks);
    }
    in.skip();
    return new Token(Kind.SCALAR, start, in.mark(), text.toString());
  }

  /** Reads up to a blank, a break or the closing quote; true if an escaped line break ended it. */
  private boolean readQuotedWord(StringBuilder text, boolean single) {
    while (!in.isBlankBreakOrEnd()) {
      char c = in.peek();
      if (single && c == '\'') {
        if (in.peek(1) != '\'') {
          return false;
        }
        text.append('\'');
        in.skip(2);
      } else if (!single && c == '"') {
        return false;
      } else if (!single && c == '\\') {
        if (in.isBreak(1)) {
          in.skip();
          in.skipLine();
          return true;
        }
        readEscape(text);
      } else {
        in.read(text);
      }
    }
    return false;
  }

  private void readEscape(StringBuilder text) {
    char c = in.peek(1);
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (digits == 0) {
      text.append(simpleEscape(c));
      in.skip(2);
      return;
    }
    in.skip(2);
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = in.hexDigit(i);
      if (digit < 0) {
        throw YamlFault.ofScanner("did not find expected hexdecimal number", in.mark());
      }
      value = value << 4 | digit;
    }
    if (value >= 0xD800 && value <= 0xDFFF || value > 0x10FFFF) {
      throw YamlFault.ofScanner("found invalid Unicode character escape code", in.mark());
    }
    text.appendCodePoint((int) value);
    in.skip(digits);
  }

  private char simpleEscape(char c) {
    return switch (c) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't', '\t' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000B';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001B';
      case ' ', '"', '\'', '\\' -> c;
      case 'N' -> '\u0085';
      case '_' -> '\u00A0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default -> throw YamlFault.ofScanner("found unknown escape character", in.mark());
    };
  }

  /** Blanks and line breaks seen since the last character. */
  private static final class Folding {
    private final StringBuilder blanks = new StringBuilder();
    private final StringBuilder firstBreak = new StringBuilder();
    private final StringBuilder moreBreaks = new StringBuilder();

    void clear() {
      blanks.setLength(0);
      firstBreak.setLength(0);
      moreBreaks.setLength(0);
    }

    boolean hasBlanks() {
      return !blanks.isEmpty();
    }

    /** A single line feed folds to a blank, further breaks stay; without a break, blanks stay. */
    void appendTo(StringBuilder text, boolean acrossLines) {
      if (!acrossLines) {
        text.append(blanks);
        blanks.setLength(0);
        return;
      }
      if (!firstBreak.isEmpty() && firstBreak.charAt(0) == '\n') {
        text.append(moreBreaks.isEmpty() ? " " : moreBreaks);
      } else {
        text.append(firstBreak).append(moreBreaks);
      }
      firstBreak.setLength(0);
      moreBreaks.setLength(0);
    }
  }
}
