package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoStruct;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** sprig's struct of a certificate and its key, both as PEM. */
record Certificate(String cert, String key) implements GoStruct {
  private static final GoType TYPE = GoType.named(Kind.STRUCT, "sprig.certificate");

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Cert", cert);
    fields.put("Key", key);
    return fields;
  }
}
