package io.argobuild.core.expression.expr;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The names that must exist before an expression is evaluated, by the rules of Argo 4.1.2: each
 * variable and each member that is named by literals, but for members left of {@code ??} and the
 * one before {@code ?.}. What {@code let} makes is among them.
 */
final class RequiredNames {
  private final Set<Node> guarded = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> names = new LinkedHashSet<>();

  private RequiredNames() {}

  /** With dots between their parts, shorter ones first. */
  static List<String> of(Node root) {
    RequiredNames required = new RequiredNames();
    walk(root, required::guard);
    walk(root, required::add);
    return List.copyOf(required.names);
  }

  /** Children first. */
  private static void walk(Node node, Consumer<Node> visitor) {
    node.replaceChildren(
        child -> {
          walk(child, visitor);
          return child;
        });
    visitor.accept(node);
  }

  private void guard(Node node) {
    if (node instanceof Operation.Binary binary && binary.is("??")) {
      walk(
          binary.left(),
          below -> {
            if (below instanceof Access.Member) {
              guarded.add(below);
            }
          });
    } else if (node instanceof Access.Member member
        && member.optional()
        && member.base() instanceof Access.Member) {
      guarded.add(member.base());
    }
  }

  private void add(Node node) {
    if (guarded.contains(node)) {
      return;
    }
    if (node instanceof Leaf.Identifier identifier) {
      names.add(identifier.name());
    } else if (node instanceof Access.Member member) {
      String path = path(member);
      if (path != null) {
        names.add(path);
      }
    }
  }

  private static @Nullable String path(Access.Member member) {
    String name = Literal.string(member.property());
    if (name == null || member.optional()) {
      return null;
    }
    String base = null;
    if (member.base() instanceof Leaf.Identifier identifier) {
      base = identifier.name();
    } else if (member.base() instanceof Access.Member inner) {
      base = path(inner);
    }
    return base == null ? null : base + "." + name;
  }
}
