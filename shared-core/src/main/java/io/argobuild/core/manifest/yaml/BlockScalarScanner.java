package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;

/** Scans literal ({@code |}) and folded ({@code >}) blocks. */
final class BlockScalarScanner {
  private final CharSource in;
  private final StringBuilder breaks = new StringBuilder();
  private int chomping;
  private int increment;
  private int indent;
  private Mark end = Mark.START;

  BlockScalarScanner(CharSource in) {
    this.in = in;
  }

  Token scan(boolean literal, int parentIndent) {
    Mark start = in.mark();
    in.skip();
    readHeader();
    end = in.mark();
    indent = increment == 0 ? 0 : Math.max(parentIndent, 0) + increment;
    breaks.setLength(0);
    skipBreaks(parentIndent);
    StringBuilder text = new StringBuilder();
    StringBuilder lineBreak = new StringBuilder();
    boolean leadingBlank = false;
    while (in.column() == indent && !in.isEnd()) {
      boolean trailingBlank = in.isBlank();
      boolean folds =
          !literal
              && !leadingBlank
              && !trailingBlank
              && !lineBreak.isEmpty()
              && lineBreak.charAt(0) == '\n';
      if (!folds) {
        text.append(lineBreak);
      } else if (breaks.isEmpty()) {
        text.append(' ');
      }
      lineBreak.setLength(0);
      text.append(breaks);
      breaks.setLength(0);
      leadingBlank = trailingBlank;
      while (!in.isBreakOrEnd()) {
        in.read(text);
      }
      in.readLine(lineBreak);
      skipBreaks(parentIndent);
    }
    if (chomping != -1) {
      text.append(lineBreak);
    }
    if (chomping == 1) {
      text.append(breaks);
    }
    return new Token(Kind.SCALAR, start, end, text.toString());
  }

  /** Chomping and indentation indicators in either order, then the rest of the line. */
  private void readHeader() {
    chomping = 0;
    increment = 0;
    if (in.peek() == '+' || in.peek() == '-') {
      readChomping();
      readIncrement();
    } else if (in.isDigit()) {
      readIncrement();
      readChomping();
    }
    while (in.isBlank()) {
      in.skip();
    }
    if (in.peek() == '#') {
      while (!in.isBreakOrEnd()) {
        in.skip();
      }
    }
    if (!in.isBreakOrEnd()) {
      throw YamlFault.ofScanner("did not find expected comment or line break", in.mark());
    }
    in.skipLine();
  }

  private void readChomping() {
    if (in.peek() == '+' || in.peek() == '-') {
      chomping = in.peek() == '+' ? 1 : -1;
      in.skip();
    }
  }

  private void readIncrement() {
    if (in.isDigit()) {
      increment = in.peek() - '0';
      if (increment == 0) {
        throw YamlFault.ofScanner("found an indentation indicator equal to 0", in.mark());
      }
      in.skip();
    }
  }

  /** Indentation and empty lines before a line of text; finds out the indentation if not given. */
  private void skipBreaks(int parentIndent) {
    end = in.mark();
    int widest = 0;
    while (true) {
      while ((indent == 0 || in.column() < indent) && in.peek() == ' ') {
        in.skip();
      }
      widest = Math.max(widest, in.column());
      if ((indent == 0 || in.column() < indent) && in.peek() == '\t') {
        throw YamlFault.ofScanner(
            "found a tab character where an indentation space is expected", in.mark());
      }
      if (!in.isBreak()) {
        break;
      }
      in.readLine(breaks);
      end = in.mark();
    }
    if (indent == 0) {
      indent = Math.max(1, Math.max(widest, parentIndent + 1));
    }
  }
}
