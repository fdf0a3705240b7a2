package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.TimeMethods;
import org.jspecify.annotations.Nullable;

/** The natures of members, elements and slices. */
final class AccessChecker {
  private final Checker checker;

  AccessChecker(Checker checker) {
    this.checker = checker;
  }

  Nature member(Access.Member node) {
    String name = Literal.string(node.property());
    if (node.base() instanceof Leaf.Identifier base && base.isEnvironment()) {
      return environmentMember(node, name);
    }
    Nature base = checker.visit(node.base());
    Nature property = checker.visit(node.property());
    if (base.isUnknown()) {
      return Nature.UNKNOWN;
    }
    if (name != null) {
      if (base.nil()) {
        throw checker.error(node, "type nil has no field " + name);
      }
      GoType type = base.type();
      GoType method = type == null ? null : TimeMethods.signature(type, name);
      if (method != null) {
        return Nature.of(method);
      }
    }
    return element(node, base.deref(), property, name);
  }

  private Nature environmentMember(Access.Member node, @Nullable String name) {
    if (name == null) {
      return Nature.UNKNOWN;
    }
    Nature known = checker.variable(name);
    if (known == null && !node.optional()) {
      throw checker.error(node, "unknown name " + name);
    }
    return known == null ? Nature.UNKNOWN : known;
  }

  private Nature element(Access.Member node, Nature base, Nature property, @Nullable String name) {
    GoType type = base.type();
    if (base.isMap() && type != null) {
      if (!property.assignableTo(Nature.of(type.key())) && !property.isUnknown()) {
        throw checker.error(
            node.property(), "cannot use " + property + " to get an element from " + base);
      }
      return base.elem();
    }
    if (base.isList()) {
      if (!property.deref().isInteger() && !property.isUnknown()) {
        throw checker.error(
            node.property(),
            "array elements can only be selected using an integer (got " + property + ")");
      }
      return base.elem();
    }
    if (name == null) {
      throw checker.error(node, "type " + base + "[" + property + "] is undefined");
    }
    throw checker.error(
        node, "type " + base + " has no " + (node.method() ? "method " : "field ") + name);
  }

  Nature slice(Access.Slice node) {
    Nature base = checker.visit(node.base());
    if (base.isUnknown()) {
      // What is inside isn't checked then, as in expr.
      return Nature.UNKNOWN;
    }
    if (base.kind() != Kind.STRING && !base.isList()) {
      throw checker.error(node, "cannot slice " + base);
    }
    sliceIndex(node.from());
    sliceIndex(node.to());
    return base;
  }

  private void sliceIndex(@Nullable Node index) {
    if (index == null) {
      return;
    }
    Nature nature = checker.visit(index).deref();
    if (!nature.isInteger() && !nature.isUnknown()) {
      throw checker.error(index, "non-integer slice index " + nature);
    }
  }
}
