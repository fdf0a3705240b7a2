package io.argobuild.core.expression.sprig;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** bcrypt with cost 10. */
final class Bcrypt {
  /** Longer passwords are refused. */
  static final int MAX_LENGTH = 72;

  /** About the steps that one hash takes. */
  static final long WORK = 1_000_000;

  private static final int COST = 10;
  private static final int ROUNDS = 16;
  private static final int WORDS = ROUNDS + 2 + 4 * 256;
  private static final String DIGITS =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Blowfish starts from the fraction of pi. */
  private static final int[] PI = pi();

  private final int[] state = PI.clone();

  private Bcrypt() {}

  /** pi = 16 atan(1/5) - 4 atan(1/239). */
  private static int[] pi() {
    int bits = WORDS * 32 + 64;
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger pi =
        arctan(one, 5)
            .shiftLeft(4)
            .subtract(arctan(one, 239).shiftLeft(2))
            .subtract(one.multiply(BigInteger.valueOf(3)));
    BigInteger fraction = pi.shiftRight(64);
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = fraction.shiftRight(32 * (WORDS - 1 - i)).intValue();
    }
    return words;
  }

  private static BigInteger arctan(BigInteger one, int inverse) {
    BigInteger square = BigInteger.valueOf((long) inverse * inverse);
    BigInteger power = one.divide(BigInteger.valueOf(inverse));
    BigInteger sum = BigInteger.ZERO;
    for (int n = 1; power.signum() != 0; n += 2) {
      BigInteger term = power.divide(BigInteger.valueOf(n));
      sum = n % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(square);
    }
    return sum;
  }

  /**
   * The hash as it stands in password files.
   *
   * @param salt 16 random bytes
   */
  static String hash(byte[] password, byte[] salt) {
    byte[] key = Arrays.copyOf(password, password.length + 1);
    Bcrypt cipher = new Bcrypt();
    cipher.expand(key, salt);
    byte[] none = new byte[salt.length];
    for (int i = 0; i < 1 << COST; i++) {
      cipher.expand(key, none);
      cipher.expand(salt, none);
    }
    byte[] text = "OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII);
    int[] block = new int[2];
    for (int i = 0; i < text.length; i += 8) {
      block[0] = word(text, i);
      block[1] = word(text, i + 4);
      for (int n = 0; n < 64; n++) {
        cipher.encrypt(block);
      }
      put(text, i, block[0]);
      put(text, i + 4, block[1]);
    }
    return "$2a$" + COST + "$" + encode(salt) + encode(Arrays.copyOf(text, 23));
  }

  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = word << 8 | bytes[(at + i) % bytes.length] & 0xff;
    }
    return word;
  }

  private static void put(byte[] bytes, int at, int word) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (word >>> (24 - 8 * i));
    }
  }

  private void expand(byte[] key, byte[] salt) {
    for (int i = 0; i < ROUNDS + 2; i++) {
      state[i] ^= word(key, 4 * i);
    }
    int[] block = new int[2];
    for (int i = 0; i < WORDS; i += 2) {
      block[0] ^= word(salt, 4 * i);
      block[1] ^= word(salt, 4 * i + 4);
      encrypt(block);
      state[i] = block[0];
      state[i + 1] = block[1];
    }
  }

  private void encrypt(int[] block) {
    int left = block[0] ^ state[0];
    int right = block[1];
    for (int i = 1; i <= ROUNDS; i += 2) {
      right ^= mixed(left) ^ state[i];
      left ^= mixed(right) ^ state[i + 1];
    }
    block[0] = right ^ state[ROUNDS + 1];
    block[1] = left;
  }

  private int mixed(int word) {
    int box = ROUNDS + 2;
    int sum = state[box + (word >>> 24)] + state[box + 256 + (word >>> 16 & 0xff)];
    return (sum ^ state[box + 512 + (word >>> 8 & 0xff)]) + state[box + 768 + (word & 0xff)];
  }

  /** Base64 with other digits, without padding. */
  private static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 3) {
      int size = Math.min(3, bytes.length - i);
      int bits = 0;
      for (int j = 0; j < 3; j++) {
        bits = bits << 8 | (j < size ? bytes[i + j] & 0xff : 0);
      }
      for (int j = 0; j <= size; j++) {
        out.append(DIGITS.charAt(bits >> (18 - 6 * j) & 63));
      }
    }
    return out.toString();
  }
}
