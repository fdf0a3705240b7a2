package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJsonReader;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.Meter;
import org.jspecify.annotations.Nullable;

/** Counts the work of one query, so that no path can run for ever. */
final class PathBudget {
  static final int MAX_PATH_LENGTH = 64 * 1024;

  /** Steps, and levels of documents. */
  static final int MAX_DEPTH = 1000;

  /** Levels of paths and expressions, each of which takes several calls. */
  static final int MAX_NESTING = 200;

  /** Each step may keep some hundred bytes; so many stay far below what one run may use. */
  private static final long MAX_STEPS = 150_000;

  /** Values of one JSON text. */
  private static final long MAX_VALUES = 2_000_000;

  private static final int MAX_TEXT = 16 * 1024 * 1024;

  private long left = MAX_STEPS;
  private int depth;
  private int nesting;

  /** Charges work; one step is about one visited value. */
  void charge(long steps) {
    left -= steps;
    if (left < 0) {
      throw limit("path needs more than " + MAX_STEPS + " steps");
    }
  }

  /** Enters one more step or level of a document; {@link #leave} must follow. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw limit("path goes deeper than " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  /** Enters a path or an expression inside another; {@link #leaveNested} must follow. */
  void enterNested() {
    if (++nesting > MAX_NESTING) {
      throw limit("path is nested deeper than " + MAX_NESTING);
    }
  }

  void leaveNested() {
    nesting--;
  }

  /** As Go's {@code %v} prints a value. */
  String print(@Nullable Object value) {
    String text = GoPrint.print(value, newMeter());
    charge(text.length() / 16);
    return text;
  }

  /** The value of JSON text; null when it is malformed. */
  @Nullable Object readOrNull(String text) {
    charge(text.length() / 16);
    try {
      return GoJsonReader.unmarshal(text, newMeter());
    } catch (GoError malformed) {
      return null;
    }
  }

  /** Limits for one text. */
  static Meter newMeter() {
    return new Meter(MAX_VALUES, MAX_TEXT, Long.MAX_VALUE, MAX_DEPTH);
  }

  static JsonPathException limit(String message) {
    return new JsonPathException(JsonPathException.Stage.LIMIT, message);
  }
}
