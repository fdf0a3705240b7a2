package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoType;

/** sprig's functions for Go types. */
final class Types {
  private Types() {}

  static void register(Registry out) {
    out.add("typeOf", "func(any) string", call -> GoType.textOf(call.get(0)));
    out.add(
        "typeIs",
        "func(string, any) bool",
        call -> call.text(0).equals(GoType.textOf(call.get(1))));
    out.add(
        "typeIsLike",
        "func(string, any) bool",
        call -> {
          String type = GoType.textOf(call.get(1));
          return call.text(0).equals(type) || ("*" + call.text(0)).equals(type);
        });
    out.add("kindOf", "func(any) string", call -> GoType.kindOf(call.get(0)).text());
    out.add(
        "kindIs",
        "func(string, any) bool",
        call -> call.text(0).equals(GoType.kindOf(call.get(1)).text()));
    out.add(
        "deepEqual",
        "func(any, any) bool",
        call -> GoEquality.deepEqual(call.get(0), call.get(1), call.meter()));
  }
}
