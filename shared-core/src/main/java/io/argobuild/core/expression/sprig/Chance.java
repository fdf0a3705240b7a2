package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoBase64;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.Host;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** sprig's functions whose results are random. */
final class Chance {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Chance() {}

  static void register(Registry out) {
    text(out, "randAlpha", LETTERS);
    text(out, "randNumeric", DIGITS);
    text(out, "randAlphaNum", DIGITS + LETTERS);
    text(out, "randAscii", ascii());
    out.add(
        "randInt",
        "func(int, int) int",
        call -> {
          long least = call.integer(0);
          return below(call.host(), call.integer(1) - least) + least;
        });
    out.add("randBytes", "func(int) (string, error)", Chance::bytes);
    out.add("shuffle", "func(string) string", Chance::shuffle);
    out.add("uuidv4", "func() string", Chance::uuid);
    out.add("getHostByName", "func(string) string", Chance::address);
  }

  private static String ascii() {
    StringBuilder all = new StringBuilder();
    for (char c = ' '; c < 127; c++) {
      all.append(c);
    }
    return all.toString();
  }

  /** A number from 0 to before {@code bound}, all of them equally likely. */
  private static long below(Host host, long bound) {
    if (bound <= 0) {
      throw new GoError("invalid argument to Intn");
    }
    long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
    while (true) {
      long drawn = ByteBuffer.wrap(host.random(8)).getLong() & Long.MAX_VALUE;
      if (drawn < limit) {
        return drawn % bound;
      }
    }
  }

  private static void text(Registry out, String name, String characters) {
    out.add(
        name,
        "func(int) string",
        call -> {
          // A negative count is an error that sprig drops.
          int count = (int) Math.max(0, Math.min(Integer.MAX_VALUE, call.integer(0)));
          call.meter().grow(count);
          call.meter().work(count);
          StringBuilder drawn = new StringBuilder();
          for (int i = 0; i < count; i++) {
            drawn.append(characters.charAt((int) below(call.host(), characters.length())));
          }
          return drawn.toString();
        });
  }

  private static String bytes(Call call) {
    long count = call.integer(0);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new GoError("runtime error: makeslice: len out of range");
    }
    call.meter().grow(2 * count);
    return GoBase64.encode(call.host().random((int) count));
  }

  private static String shuffle(Call call) {
    int[] chars = GoText.sanitize(call.text(0)).codePoints().toArray();
    call.meter().work(chars.length);
    for (int i = chars.length - 1; i > 0; i--) {
      int other = (int) below(call.host(), i + 1L);
      int swapped = chars[i];
      chars[i] = chars[other];
      chars[other] = swapped;
    }
    return new String(chars, 0, chars.length);
  }

  private static String uuid(Call call) {
    ByteBuffer random = ByteBuffer.wrap(call.host().random(16));
    long high = random.getLong() & ~0xF000L | 0x4000L;
    long low = random.getLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static String address(Call call) {
    List<String> addresses = call.host().addresses(call.text(0));
    return addresses.get((int) below(call.host(), addresses.size()));
  }
}
