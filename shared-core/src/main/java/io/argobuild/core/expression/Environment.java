package io.argobuild.core.expression;

import io.argobuild.core.expression.golang.Host;
import java.util.Map;

/**
 * What an expression can name: variables by flat names, and the functions of Argo 4.1.2 (asInt,
 * asFloat, toJson, jsonpath, sprig). A dot in a name makes a nested map; a name that has deeper
 * names below it disappears. Nothing is expanded before it is asked for. Immutable.
 */
public final class Environment {
  private final Variables variables;
  private final boolean functions;
  private final Limits limits;
  private final Host host;

  private Environment(Variables variables, boolean functions, Limits limits, Host host) {
    this.variables = variables;
    this.functions = functions;
    this.limits = limits;
    this.host = host;
  }

  /** With Argo's functions and the default limits, but without clock and chance. */
  public static Environment of(Variables variables) {
    return new Environment(variables, true, Limits.DEFAULT, Host.NONE);
  }

  public static Environment of(Map<String, ?> variables) {
    return of(Variables.of(variables));
  }

  /** Without Argo's functions, as in {@code successCondition} and data transformations. */
  public Environment bare() {
    return new Environment(variables, false, limits, host);
  }

  public Environment with(Limits other) {
    return new Environment(variables, functions, other, host);
  }

  /** With this clock, source of chance and time zone. */
  public Environment with(Host other) {
    return new Environment(variables, functions, limits, other);
  }

  Variables variables() {
    return variables;
  }

  boolean hasFunctions() {
    return functions;
  }

  Limits limits() {
    return limits;
  }

  Host host() {
    return host;
  }

  /** A fresh scope: functions such as {@code sprig.set} change it, but not the variables. */
  EnvironmentScope scope() {
    return new EnvironmentScope(this);
  }
}
