package io.argobuild.core.artifact;

import java.util.Optional;

/** Looks up what Secrets hold. */
@FunctionalInterface
public interface SecretTexts {
  /** The text under a key of a Secret; empty when there is no such Secret or key. */
  Optional<String> text(String secret, String key);
}
