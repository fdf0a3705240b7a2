package io.argobuild.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes inputs of good ones: pieces moved about, then bytes and characters changed. */
final class InputMaker {
  private static final Pattern PIECE =
      Pattern.compile("[A-Za-z_]+|[0-9]+|\\s+|\"[^\"]*\"|'[^']*'|.", Pattern.DOTALL);
  private static final String ODD =
      "\0\u0001\t\n\r\u000b\u007f\u0085\u00a0\u0660\u0300\u200b\u2028\ufeff\ufffd\ud800\udfff\\\"'`{}[]()$@#%&|<>=!~^*?:;,.+-/09eExX_é😀";
  private static final int MAX_REPETITIONS = 3000;
  private static final int MAX_LENGTH = 20_000;

  private final List<String> corpus;
  private final List<String> pieces = new ArrayList<>();

  private final @Nullable Function<SplittableRandom, String> generator;

  InputMaker(List<String> corpus) {
    this(corpus, null);
  }

  private InputMaker(List<String> corpus, @Nullable Function<SplittableRandom, String> generator) {
    this.corpus = List.copyOf(corpus);
    this.generator = generator;
    for (String input : corpus) {
      pieces.addAll(pieces(input));
    }
  }

  /** Makes every other input by a generator, before it is changed. */
  InputMaker with(Function<SplittableRandom, String> other) {
    return new InputMaker(corpus, other);
  }

  private static List<String> pieces(String input) {
    return PIECE.matcher(input).results().map(MatchResult::group).toList();
  }

  /** The input of that number; always the same for the same seed. */
  String input(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
    String input =
        generator != null && random.nextBoolean() ? generator.apply(random) : rearranged(random);
    if (random.nextInt(100) < 4) {
      input = repeated(input, random);
    }
    if (random.nextInt(100) < 30) {
      input = changedCharacters(input, random);
    }
    if (random.nextInt(100) < 20) {
      input = changedBytes(input, random);
    }
    return input.length() > MAX_LENGTH ? input.substring(0, MAX_LENGTH) : input;
  }

  private static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private String rearranged(SplittableRandom random) {
    List<String> parts = new ArrayList<>(pieces(one(corpus, random)));
    for (int changes = random.nextInt(7); changes > 0; changes--) {
      int at = random.nextInt(parts.size() + 1);
      switch (random.nextInt(5)) {
        case 0 -> parts.add(at, one(pieces, random));
        case 1 -> parts.addAll(at, pieces(one(corpus, random)));
        case 2 -> {
          if (at < parts.size()) {
            parts.remove(at);
          }
        }
        case 3 -> {
          if (at < parts.size()) {
            parts.set(at, one(pieces, random));
          }
        }
        default -> {
          int end = Math.min(parts.size(), at + 1 + random.nextInt(4));
          parts.addAll(random.nextInt(parts.size() + 1), List.copyOf(parts.subList(at, end)));
        }
      }
    }
    return String.join("", parts);
  }

  /** Some piece many times over, to find what nesting and size do. */
  private String repeated(String input, SplittableRandom random) {
    String piece = random.nextBoolean() ? one(pieces, random) : one(corpus, random);
    int times = 1 + random.nextInt(MAX_REPETITIONS);
    int at = random.nextInt(input.length() + 1);
    String run = piece.repeat(Math.min(times, MAX_LENGTH / Math.max(1, piece.length())));
    return input.substring(0, at) + run + input.substring(at);
  }

  private static String changedCharacters(String input, SplittableRandom random) {
    StringBuilder out = new StringBuilder(input);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(out.length() + 1);
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      if (at < out.length() && random.nextBoolean()) {
        out.setCharAt(at, odd);
      } else {
        out.insert(at, odd);
      }
    }
    return out.toString();
  }

  private static String changedBytes(String input, SplittableRandom random) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
