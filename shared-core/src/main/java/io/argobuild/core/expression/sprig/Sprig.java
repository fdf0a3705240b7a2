package io.argobuild.core.expression.sprig;

import java.util.Map;

/**
 * All functions of sprig v3.3.0 but {@code env} and {@code expandenv}, which Argo 4.1.2 takes out.
 */
public final class Sprig {
  private Sprig() {}

  /** The functions by name. */
  public static Map<String, Object> functions() {
    Registry out = new Registry();
    Strings.register(out);
    Words.register(out);
    Regexes.register(out);
    Numbers.register(out);
    Decimals.register(out);
    Lists.register(out);
    Maps.register(out);
    Defaults.register(out);
    Dates.register(out);
    Types.register(out);
    Paths.register(out);
    Urls.register(out);
    Versions.register(out);
    Codecs.register(out);
    Chance.register(out);
    Keys.register(out);
    return out.functions();
  }
}
