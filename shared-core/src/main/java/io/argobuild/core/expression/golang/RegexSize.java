package io.argobuild.core.expression.golang;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates what an expression compiles to, without compiling it: how often its parts are repeated,
 * one repetition inside another, and how many instructions come of it. Counted repetitions are
 * written out by the compiler, so that {@code ((a{1000}){1000}){1000}} would fill the memory; Go
 * refuses it, re2j does not. Text it does not understand counts as single characters.
 */
final class RegexSize {
  /** Go's limit for repetitions inside repetitions. */
  private static final long MAX_REPEATED = 1000;

  private static final long MAX_SIZE = 50_000;

  /** Go's limit is 1000; the compiler must get along with a small stack. */
  private static final int MAX_NESTING = 200;

  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?\\}");

  private final String text;
  private final Deque<Group> groups = new ArrayDeque<>();
  private int at;
  private int behindCount;

  private RegexSize(String text) {
    this.text = text;
  }

  /** An open group: what stands in it so far, and its last item, which a repetition applies to. */
  private static final class Group {
    long size;
    long repeated = 1;
    long lastSize;
    long lastRepeated = 1;

    void add(long itemSize, long itemRepeated) {
      finishLast();
      lastSize = itemSize;
      lastRepeated = itemRepeated;
    }

    void finishLast() {
      size += lastSize;
      repeated = Math.max(repeated, lastRepeated);
      lastSize = 0;
      lastRepeated = 1;
    }
  }

  /** {@link GoError} when the expression grows too large. */
  static void check(String text) {
    new RegexSize(text).scan();
  }

  private void scan() {
    groups.push(new Group());
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> open();
        case ')' -> {
          close();
          at++;
        }
        case '{' -> count();
        default -> {
          groups.element().add(1, 1);
          at++;
        }
      }
      if (groups.element().size > MAX_SIZE) {
        throw new GoError("error parsing regexp: expression too large");
      }
    }
    while (groups.size() > 1) {
      close();
    }
    close();
  }

  private void open() {
    groups.push(new Group());
    if (groups.size() > MAX_NESTING) {
      throw new GoError("error parsing regexp: expression nests too deeply");
    }
    at++;
  }

  private void close() {
    Group closed = groups.element();
    closed.finishLast();
    if (closed.size > MAX_SIZE) {
      throw new GoError("error parsing regexp: expression too large");
    }
    if (groups.size() > 1) {
      groups.pop();
      groups.element().add(closed.size + 2, closed.repeated);
    }
  }

  private void escape() {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at);
      int stop = end < 0 ? text.length() : end;
      for (int i = at + 2; i < stop; i++) {
        groups.element().add(1, 1);
      }
      at = end < 0 ? text.length() : end + 2;
      return;
    }
    groups.element().add(1, 1);
    // The braces of \x{2028} and \p{Greek} are no repetition.
    int braces = at + 1 < text.length() && "xpP".indexOf(text.charAt(at + 1)) >= 0 ? at + 2 : -1;
    int end = braces >= 0 && text.startsWith("{", braces) ? text.indexOf('}', braces) : -1;
    at = Math.min(end < 0 ? at + 2 : end + 1, text.length());
  }

  private void characterClass() {
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 1;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    groups.element().add(1, 1);
  }

  private void count() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    Group group = groups.element();
    // Directly behind another one it is refused when the expression is compiled.
    if (!count.lookingAt() || (behindCount == at && at > 0)) {
      group.add(1, 1);
      at++;
      return;
    }
    long least = Long.parseLong(count.group(1));
    String most = count.group(2) == null ? count.group(1) : count.group(3);
    long times = most.isEmpty() ? least + 1 : Long.parseLong(most);
    long bound = most.isEmpty() ? least : times;
    group.lastRepeated *= Math.max(1, bound);
    group.lastSize *= Math.max(1, times);
    at = count.end();
    behindCount = at;
    if (group.lastRepeated > MAX_REPEATED) {
      throw new GoError("error parsing regexp: invalid repeat count: `" + count.group() + "`");
    }
  }
}
