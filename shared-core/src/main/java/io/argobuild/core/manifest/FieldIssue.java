package io.argobuild.core.manifest;

import io.argobuild.core.manifest.yaml.FieldPath;
import java.util.List;

/** A field that Argo's decoder would not take as it stands. */
public sealed interface FieldIssue {
  /** Within the object. */
  FieldPath path();

  /**
   * A field that its type does not have.
   *
   * @param struct the type
   * @param known the fields it has
   * @param lenient whether Argo itself passes over it
   */
  record Unknown(FieldPath path, String struct, List<String> known, boolean lenient)
      implements FieldIssue {}

  /**
   * A value of another type.
   *
   * @param struct the type that has the field
   * @param expected as Go names it
   * @param found as Go's JSON decoder names it
   * @param converted whether it was turned into what is expected, without loss
   */
  record Mismatch(FieldPath path, String struct, String expected, String found, boolean converted)
      implements FieldIssue {
    /** Go's words for it. */
    public String message() {
      StringBuilder field = new StringBuilder();
      for (FieldPath step : path.steps()) {
        if (!step.isItem()) {
          field.append('.').append(step.name());
        }
      }
      return "json: cannot unmarshal %s into Go struct field %s%s of type %s"
          .formatted(found, struct, field, expected);
    }

    /** What to write instead. */
    public String expectedInWords() {
      if (expected.startsWith("[]")) {
        return "a list";
      }
      return switch (expected) {
        case "string" -> "text";
        case "int64" -> "a whole number";
        case "float64" -> "a number";
        case "bool" -> "true or false";
        default -> "a map of fields";
      };
    }
  }

  /** A list or map where text is wanted; Argo reads it as empty text and says nothing. */
  record Lost(FieldPath path) implements FieldIssue {}
}
