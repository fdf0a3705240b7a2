package io.argobuild.core.gate;

import java.util.regex.Pattern;

/**
 * Where memoized outputs are kept, in Argo's words.
 *
 * @param cache name of the ConfigMap
 * @param key of the entry in it
 */
public record CacheKey(String namespace, String cache, String key) {
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  /** What Kubernetes allows for names and for keys of data. */
  private static final int MAX_LENGTH = 253;

  /** What is wrong with it, in Argo's words; empty when nothing is. */
  public String fault() {
    if (!isName(cache) || !isName(namespace)) {
      return "invalid cache name: " + shown(cache);
    }
    return KEY.matcher(key).matches() && key.length() <= MAX_LENGTH
        ? ""
        : "invalid cache key: " + shown(key);
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && name.length() <= MAX_LENGTH && !name.contains("..");
  }

  private static String shown(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }
}
