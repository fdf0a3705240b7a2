package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes nodes of the patterns that values are taken apart by. */
final class PatternCompiler {
  private final Compiler compiler;
  private final TermCompiler terms;

  PatternCompiler(Compiler compiler, TermCompiler terms) {
    this.compiler = compiler;
    this.terms = terms;
  }

  /** Declares a pattern's variables; their slots are added to the list. */
  Node pattern(Query.Pattern pattern, List<Integer> slots) {
    if (pattern instanceof Query.VariablePattern variable) {
      return store(variable.name(), slots);
    }
    List<BindNodes.Part> parts = new ArrayList<>();
    if (pattern instanceof Query.ArrayPattern array) {
      for (Query.Pattern element : array.elements()) {
        Node key = new Nodes.Constant((long) parts.size());
        parts.add(new BindNodes.Part(key, true, pattern(element, slots)));
      }
    } else if (pattern instanceof Query.ObjectPattern object) {
      object.members().forEach(member -> parts.add(part(member, slots)));
    }
    return new BindNodes.TakeApart(parts);
  }

  private Node store(String variable, List<Integer> slots) {
    int slot = compiler.scope().declare(variable);
    slots.add(slot);
    return new BindNodes.Store(slot);
  }

  private BindNodes.Part part(Query.PatternMember member, List<Integer> slots) {
    Node key = terms.patternKey(member.key());
    Node store = null;
    if (member.key() instanceof Query.VariableKey variable) {
      store = store(variable.variable(), slots);
    }
    Node pattern = member.pattern() == null ? null : pattern(member.pattern(), slots);
    if (store != null && pattern != null) {
      return new BindNodes.Part(key, false, new Nodes.Pipe(store, pattern));
    }
    return new BindNodes.Part(key, false, Objects.requireNonNull(store != null ? store : pattern));
  }
}
