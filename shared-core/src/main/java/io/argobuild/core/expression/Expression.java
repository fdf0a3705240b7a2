package io.argobuild.core.expression;

import io.argobuild.core.expression.expr.ExprError;
import io.argobuild.core.expression.expr.Program;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An expression of expr-lang v1.17.8 as Argo 4.1.2 evaluates it, compiled against an environment.
 * Compiling depends on the types that the variables have, so an expression belongs to its
 * environment. Results are Go values, see {@link io.argobuild.core.expression.golang}.
 */
public final class Expression {
  private final Program program;
  private final Environment environment;

  private Expression(Program program, Environment environment) {
    this.program = program;
    this.environment = environment;
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionException with stage COMPILE
   */
  public static Expression compile(String source, Environment environment) {
    Limits limits = environment.limits();
    String text = checked(source, limits);
    try {
      Program program =
          Program.compile(text, environment.scope(), limits.nodes(), limits.treeDepth());
      return new Expression(program, environment);
    } catch (ExprError e) {
      throw ExpressionException.of(e);
    } catch (GoError e) {
      throw ExpressionException.of(Stage.COMPILE, e.text());
    }
  }

  private static String checked(String source, Limits limits) {
    if (source.length() > limits.sourceLength()) {
      throw ExpressionException.of(
          Stage.COMPILE,
          "compilation failed: expression longer than " + limits.sourceLength() + " characters");
    }
    return GoText.sanitize(source);
  }

  /**
   * The value.
   *
   * @throws ExpressionException with stage RUN
   */
  public @Nullable Object run() {
    try {
      return program.run(environment.scope(), environment.limits().meter(), environment.host());
    } catch (ExprError e) {
      throw ExpressionException.of(e);
    }
  }

  /** Compiles and runs. */
  public static @Nullable Object evaluate(String source, Environment environment) {
    return compile(source, environment).run();
  }

  /**
   * The names that an expression refers to, in the order of the source.
   *
   * @throws ExpressionException with stage COMPILE when it can't be parsed
   */
  public static List<Reference> references(String source, Environment environment) {
    Limits limits = environment.limits();
    String text = checked(source, limits);
    try {
      return Program.references(text, environment.scope(), limits.nodes(), limits.treeDepth())
          .stream()
          .map(path -> new Reference(path.names(), path.certain()))
          .toList();
    } catch (ExprError e) {
      throw ExpressionException.of(e);
    }
  }

  /** The names of all functions, and {@code sprig}, which has functions of its own. */
  public static Set<String> functionNames() {
    Set<String> names = new TreeSet<>(Program.functionNames());
    names.addAll(ArgoFunctions.ALL.keySet());
    return names;
  }

  /**
   * The names that Argo 4.1.2 wants to exist before it evaluates an expression: variables and
   * members named by literals, but not those left of {@code ??} nor the one before {@code ?.}.
   *
   * @return names with dots between their parts, in the order of evaluation
   * @throws ExpressionException with stage COMPILE when it can't be parsed
   */
  public static List<String> requiredNames(String source, Environment environment) {
    Limits limits = environment.limits();
    String text = checked(source, limits);
    try {
      return Program.requiredNames(text, environment.scope(), limits.nodes(), limits.treeDepth());
    } catch (ExprError e) {
      throw ExpressionException.of(e);
    }
  }

  /**
   * What stands in a text where <code>{{=...}}</code> stood: compact JSON, without the quotes where
   * that is a string. Bytes that are no UTF-8 become U+FFFD.
   *
   * @throws ExpressionException with stage MARSHAL for values that have no JSON form
   */
  public static String render(@Nullable Object value) {
    if (value instanceof String text) {
      return GoText.sanitize(text);
    }
    String json = toJson(value);
    // Times and bytes; Go escapes nothing in them.
    return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }

  /**
   * The value as JSON.
   *
   * @throws ExpressionException with stage MARSHAL for values that have no JSON form
   */
  public static String toJson(@Nullable Object value) {
    try {
      return GoJson.marshal(value, Limits.DEFAULT.meter());
    } catch (GoError e) {
      throw ExpressionException.of(Stage.MARSHAL, e.text());
    }
  }

  /** The value as Go's {@code %v} prints it; what {@code valueFrom.expression} stores. */
  public static String print(@Nullable Object value) {
    try {
      return GoPrint.print(value, Limits.DEFAULT.meter());
    } catch (GoError e) {
      throw ExpressionException.of(Stage.MARSHAL, e.text());
    }
  }
}
