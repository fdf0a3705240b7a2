package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the checker knows of a value.
 *
 * @param type its Go type; null when unknown or nil
 * @param nil whether it is surely nil
 * @param ref of lists the nature of the elements, of predicates that of the result; may be null
 */
record Nature(@Nullable GoType type, boolean nil, @Nullable Nature ref) {
  static final Nature UNKNOWN = new Nature(null, false, null);
  static final Nature NIL = new Nature(null, true, null);

  static Nature of(@Nullable GoType type) {
    return type == null ? UNKNOWN : new Nature(type, false, null);
  }

  /** The nature of a variable that holds {@code value}. */
  static Nature ofValue(@Nullable Object value) {
    return value == null ? NIL : of(GoType.of(value));
  }

  /** A {@code []interface {}} of such elements. */
  static Nature listOf(Nature elem) {
    return new Nature(GoType.ANYS, false, elem);
  }

  Kind kind() {
    return type == null ? Kind.INVALID : type.kind();
  }

  boolean isUnknown() {
    return type == null ? !nil : type.isAny();
  }

  boolean is(GoType wanted) {
    return wanted.equals(type);
  }

  boolean isInteger() {
    return type != null && type.kind().integer() && !type.isNamed();
  }

  boolean isFloat() {
    return type != null && type.kind().floating() && !type.isNamed();
  }

  boolean isNumber() {
    return isInteger() || isFloat();
  }

  boolean isBool() {
    return kind() == Kind.BOOL;
  }

  boolean isString() {
    return kind() == Kind.STRING;
  }

  boolean isList() {
    return kind().list();
  }

  boolean isMap() {
    return kind() == Kind.MAP;
  }

  boolean isTime() {
    return is(GoType.TIME);
  }

  boolean isDuration() {
    return is(GoType.DURATION);
  }

  /** Nature behind a pointer. */
  Nature deref() {
    GoType pointer = type;
    return pointer != null && pointer.kind() == Kind.PTR ? of(pointer.elem()) : this;
  }

  /** Nature of the elements of a list or map. */
  Nature elem() {
    if (type == null || !(isList() || isMap())) {
      return UNKNOWN;
    }
    return ref != null && isList() ? ref : of(type.elem());
  }

  boolean assignableTo(Nature other) {
    GoType target = other.type;
    if (nil && target != null) {
      return switch (target.kind()) {
        case PTR, INTERFACE, FUNC, MAP, SLICE -> true;
        default -> false;
      };
    }
    return type != null && target != null && type.assignableTo(target);
  }

  boolean comparableTo(Nature other) {
    return isUnknown()
        || other.isUnknown()
        || nil
        || other.nil
        || (isNumber() && other.isNumber())
        || (isDuration() && other.isDuration())
        || (isTime() && other.isTime())
        || (isList() && other.isList())
        || assignableTo(other);
  }

  /** Whether one is unknown and the other passes, or both are unknown. */
  boolean maybe(Nature other, Predicate<Nature> check) {
    if (isUnknown()) {
      return other.isUnknown() || check.test(other);
    }
    return other.isUnknown() && check.test(this);
  }

  /** Nature of a sum. */
  Nature promote(Nature other) {
    return of(isFloat() || other.isFloat() ? GoType.FLOAT64 : GoType.INT);
  }

  @Override
  public String toString() {
    return type == null ? "unknown" : type.text();
  }
}
