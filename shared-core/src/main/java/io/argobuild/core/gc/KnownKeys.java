package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The keys that runs may have stored something under; rather too many than too few. */
public final class KnownKeys {
  private final Set<String> runs = new HashSet<>();
  private final Set<String> keys = new HashSet<>();

  /** All keys with the name of a run, or of one of its pods, as one of their parts. */
  public void addRun(String name) {
    runs.add(name);
  }

  /** All keys that a manifest or a status names, and all below them. */
  public void addNamed(JsonNode json) {
    for (String key : json.findValuesAsText("key")) {
      if (!key.isEmpty()) {
        keys.add(key);
        keys.add(key.endsWith("/") ? key : key + "/");
      }
    }
  }

  /** Whether a key is, or may be, that of a run. */
  public boolean contains(String key) {
    if (GcPlan.covers(keys, key)) {
      return true;
    }
    for (String part : key.split("/")) {
      if (runs.contains(part)) {
        return true;
      }
      for (int dash = part.indexOf('-'); dash >= 0; dash = part.indexOf('-', dash + 1)) {
        if (runs.contains(part.substring(0, dash))) {
          return true;
        }
      }
    }
    return false;
  }
}
