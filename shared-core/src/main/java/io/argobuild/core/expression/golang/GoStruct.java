package io.argobuild.core.expression.golang;

import java.util.Map;

/** A struct with exported fields. */
public interface GoStruct extends GoValue {
  /** The fields in their order. */
  Map<String, Object> fields();
}
