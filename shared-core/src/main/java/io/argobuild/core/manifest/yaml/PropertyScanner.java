package io.argobuild.core.manifest.yaml;

import io.argobuild.core.manifest.yaml.Token.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Scans directives, anchors, aliases and tags. */
final class PropertyScanner {
  private static final int MAX_VERSION_DIGITS = 2;
  private static final String URI_CHARACTERS = ";/?:@&=+$,.!~*'()[]%";
  private static final String AFTER_ANCHOR = "?:,]}%@`";

  private final CharSource in;

  PropertyScanner(CharSource in) {
    this.in = in;
  }

  Token directive() {
    Mark start = in.mark();
    in.skip();
    String name = word();
    if (name.isEmpty()) {
      throw fault("could not find expected directive name");
    }
    if (!in.isBlankBreakOrEnd()) {
      throw fault("found unexpected non-alphabetical character");
    }
    Token token =
        switch (name) {
          case "YAML" -> version(start);
          case "TAG" -> tagDirective(start);
          default -> throw fault("found unknown directive name");
        };
    endOfLine();
    return token;
  }

  /** Blanks, a comment perhaps, and the end of the line. */
  private void endOfLine() {
    skipBlanks();
    if (in.peek() == '#') {
      while (!in.isBreakOrEnd()) {
        in.skip();
      }
    }
    if (!in.isBreakOrEnd()) {
      throw fault("did not find expected comment or line break");
    }
    in.skipLine();
  }

  private Token version(Mark start) {
    skipBlanks();
    int major = versionNumber();
    if (in.peek() != '.') {
      throw fault("did not find expected digit or '.' character");
    }
    in.skip();
    int minor = versionNumber();
    return new Token(
        Kind.VERSION_DIRECTIVE,
        start,
        in.mark(),
        Integer.toString(major),
        Integer.toString(minor),
        false);
  }

  private int versionNumber() {
    int value = 0;
    int digits = 0;
    while (in.isDigit()) {
      if (++digits > MAX_VERSION_DIGITS) {
        throw fault("found extremely long version number");
      }
      value = value * 10 + in.peek() - '0';
      in.skip();
    }
    if (digits == 0) {
      throw fault("did not find expected version number");
    }
    return value;
  }

  private Token tagDirective(Mark start) {
    skipBlanks();
    String handle = tagHandle(true);
    if (!in.isBlank()) {
      throw fault("did not find expected whitespace");
    }
    skipBlanks();
    String prefix = tagUri("");
    if (!in.isBlankBreakOrEnd()) {
      throw fault("did not find expected whitespace or line break");
    }
    return new Token(Kind.TAG_DIRECTIVE, start, in.mark(), handle, prefix, false);
  }

  Token anchor(Kind kind) {
    Mark start = in.mark();
    in.skip();
    String name = word();
    if (name.isEmpty() || !in.isBlankBreakOrEnd() && AFTER_ANCHOR.indexOf(in.peek()) < 0) {
      throw fault("did not find expected alphabetic or numeric character");
    }
    return new Token(kind, start, in.mark(), name);
  }

  Token tag() {
    Mark start = in.mark();
    String handle;
    String suffix;
    if (in.peek(1) == '<') {
      in.skip(2);
      handle = "";
      suffix = tagUri("");
      if (in.peek() != '>') {
        throw fault("did not find the expected '>'");
      }
      in.skip();
    } else {
      handle = tagHandle(false);
      if (handle.length() > 1 && handle.endsWith("!")) {
        suffix = tagUri("");
      } else {
        suffix = tagUri(handle);
        handle = "!";
        if (suffix.isEmpty()) {
          // A lone "!" is a tag of its own, without a handle.
          suffix = handle;
          handle = "";
        }
      }
    }
    if (!in.isBlankBreakOrEnd()) {
      throw fault("did not find expected whitespace or line break");
    }
    return new Token(Kind.TAG, start, in.mark(), handle, suffix, false);
  }

  private String tagHandle(boolean inDirective) {
    if (in.peek() != '!') {
      throw fault("did not find expected '!'");
    }
    in.skip();
    String handle = "!" + word();
    if (in.peek() == '!') {
      in.skip();
      return handle + "!";
    }
    if (inDirective && !handle.equals("!")) {
      throw fault("did not find expected '!'");
    }
    return handle;
  }

  private String tagUri(String head) {
    StringBuilder uri = new StringBuilder(head.isEmpty() ? "" : head.substring(1));
    boolean any = !head.isEmpty();
    while (in.isWord() || in.peek() != '\0' && URI_CHARACTERS.indexOf(in.peek()) >= 0) {
      any = true;
      if (in.peek() == '%') {
        uri.append(escapedCharacter());
      } else {
        in.read(uri);
      }
    }
    if (!any) {
      throw fault("did not find expected tag URI");
    }
    return uri.toString();
  }

  private String escapedCharacter() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int remaining = 1;
    boolean first = true;
    while (remaining > 0) {
      int high = in.peek() == '%' ? in.hexDigit(1) : -1;
      int low = high < 0 ? -1 : in.hexDigit(2);
      if (low < 0) {
        throw fault("did not find URI escaped octet");
      }
      int octet = high << 4 | low;
      if (first) {
        remaining = utf8Width(octet);
        first = false;
        if (remaining == 0) {
          throw fault("found an incorrect leading UTF-8 octet");
        }
      } else if ((octet & 0xC0) != 0x80) {
        throw fault("found an incorrect trailing UTF-8 octet");
      }
      octets.write(octet);
      in.skip(3);
      remaining--;
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static int utf8Width(int octet) {
    if ((octet & 0x80) == 0) {
      return 1;
    }
    if ((octet & 0xE0) == 0xC0) {
      return 2;
    }
    if ((octet & 0xF0) == 0xE0) {
      return 3;
    }
    return (octet & 0xF8) == 0xF0 ? 4 : 0;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (in.isWord()) {
      in.read(word);
    }
    return word.toString();
  }

  private void skipBlanks() {
    while (in.isBlank()) {
      in.skip();
    }
  }

  private YamlFault fault(String problem) {
    return YamlFault.ofScanner(problem, in.mark());
  }
}
