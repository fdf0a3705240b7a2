package io.argobuild.core.expression;

import io.argobuild.core.expression.expr.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment during one evaluation. */
final class EnvironmentScope implements Scope {
  private final Environment environment;
  private final ExpandedMap variables;
  private @Nullable Map<String, Object> all;

  EnvironmentScope(Environment environment) {
    this.environment = environment;
    this.variables = new ExpandedMap(environment.variables(), "", environment.limits());
  }

  @Override
  public boolean has(String name) {
    return isFunction(name) || variables.containsKey(name);
  }

  private boolean isFunction(String name) {
    return environment.hasFunctions() && ArgoFunctions.ALL.containsKey(name);
  }

  @Override
  public @Nullable Object get(String name) {
    return isFunction(name) ? ArgoFunctions.ALL.get(name) : variables.get(name);
  }

  @Override
  public Map<String, Object> all() {
    Map<String, Object> gathered = all;
    if (gathered == null) {
      gathered = new LinkedHashMap<>(variables);
      if (environment.hasFunctions()) {
        gathered.putAll(ArgoFunctions.ALL);
      }
      all = gathered;
    }
    return gathered;
  }
}
