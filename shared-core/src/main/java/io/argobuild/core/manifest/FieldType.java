package io.argobuild.core.manifest;

import java.util.Map;

/** The type of a field in Argo's and Kubernetes' Go types. */
public sealed interface FieldType {

  /** A value without parts. */
  enum Scalar implements FieldType {
    STRING,
    /** Text that may be written as a number or a boolean ({@code AnyString}). */
    TEXT,
    /** A number or text ({@code IntOrString}, {@code Quantity}). */
    SCALAR,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** Anything, parts included. */
    ANY
  }

  /** A list. */
  record ListOf(FieldType item) implements FieldType {}

  /** A map with text keys. */
  record MapOf(FieldType value) implements FieldType {}

  /** An object with known fields. */
  record Struct(String name) implements FieldType {
    /** The fields by name; empty for a type that has none. */
    public Map<String, FieldType> fields() {
      return FieldTypes.fieldsOf(name);
    }
  }
}
