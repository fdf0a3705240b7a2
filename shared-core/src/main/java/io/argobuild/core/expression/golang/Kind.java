package io.argobuild.core.expression.golang;

import java.util.Locale;

/** Go's {@code reflect.Kind}. */
public enum Kind {
  INVALID,
  BOOL,
  INT,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  FLOAT32,
  FLOAT64,
  ARRAY,
  FUNC,
  INTERFACE,
  MAP,
  PTR,
  SLICE,
  STRING,
  STRUCT;

  public boolean signed() {
    return compareTo(INT) >= 0 && compareTo(INT64) <= 0;
  }

  public boolean unsigned() {
    return compareTo(UINT) >= 0 && compareTo(UINT64) <= 0;
  }

  public boolean integer() {
    return signed() || unsigned();
  }

  public boolean floating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  public boolean list() {
    return this == SLICE || this == ARRAY;
  }

  /** Go's name of it, such as {@code slice}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
