package io.argobuild.core.expression.golang;

import java.security.KeyPair;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What functions such as {@code now}, {@code randAlpha} and {@code genCA} get from the world
 * outside. What an implementation doesn't provide fails with a {@link GoError} when it is asked
 * for.
 */
public interface Host {
  /** Provides nothing; the local zone is UTC. */
  Host NONE = new Host() {};

  /** The time. */
  default Instant now() {
    throw new GoError("the time is not available here");
  }

  /** The local time zone. */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Random bytes that are good enough for passwords. */
  default byte[] random(int count) {
    throw new GoError("random values are not available here");
  }

  /**
   * A new pair of keys.
   *
   * @param algorithm a name of {@link java.security.KeyPairGenerator}: RSA, DSA, EC or Ed25519
   * @param bits size of the key; for EC and Ed25519 that of the curve
   */
  default KeyPair keyPair(String algorithm, int bits) {
    throw new GoError("new keys are not available here");
  }

  /** The addresses of a host name; empty when it has none. */
  default List<String> addresses(String name) {
    throw new GoError("host names are not resolved here");
  }
}
