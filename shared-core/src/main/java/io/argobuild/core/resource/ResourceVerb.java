package io.argobuild.core.resource;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a resource template does with objects. */
public enum ResourceVerb {
  GET,
  CREATE,
  APPLY,
  DELETE,
  REPLACE,
  PATCH;

  /** As it stands in a manifest. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ResourceVerb> of(String text) {
    return Arrays.stream(values()).filter(verb -> verb.text().equals(text)).findFirst();
  }
}
