package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Host;
import io.argobuild.core.expression.golang.Meter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable; each run has its own scope and meter. */
public final class Program {
  private final String source;
  private final Node root;

  private Program(String source, Node root) {
    this.source = source;
    this.root = root;
  }

  /** The names of expr's own functions. */
  public static Set<String> functionNames() {
    return Builtins.names();
  }

  /**
   * Parses, checks and optimizes.
   *
   * @param scope values whose types the checker relies on
   * @throws ExprError when it can't be compiled
   */
  public static Program compile(String source, Scope scope, int maxNodes, int maxDepth) {
    Node root = Parser.parse(source, scope::has, maxNodes, maxDepth);
    Checker.check(root, source, scope);
    return new Program(source, Optimizer.optimize(root, source));
  }

  /**
   * The value.
   *
   * @throws ExprError when it fails
   */
  public @Nullable Object run(Scope scope, Meter meter, Host host) {
    return Interpreter.run(root, source, scope, meter, host);
  }

  /**
   * A variable and its members, as far as they are named by literals.
   *
   * @param certain how many of the names must exist
   */
  public record Path(List<String> names, int certain) {}

  /** The variables that the expression refers to. */
  public static List<Path> references(String source, Scope scope, int maxNodes, int maxDepth) {
    return References.of(Parser.parse(source, scope::has, maxNodes, maxDepth));
  }

  /** The names that must exist before the expression is evaluated, as Argo 4.1.2 finds them. */
  public static List<String> requiredNames(String source, Scope scope, int maxNodes, int maxDepth) {
    return RequiredNames.of(Parser.parse(source, scope::has, maxNodes, maxDepth));
  }
}
