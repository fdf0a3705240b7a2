package io.argobuild.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries a language with many broken inputs: each must be taken or refused by the declared errors,
 * and cost neither more than a second of a processor nor 64 MB. With {@code -Dfuzz.inputs=N} and
 * {@code -Dfuzz.seed=S} other and more inputs are tried than the 20,000 of seed 1.
 */
public final class InputFuzzer {
  /** Of a processor's time; far more than any input needs. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofMillis(200);

  private static final int MAX_FINDINGS = 10;

  /** An input that costs too much is tried again: the first time may have loaded classes. */
  private static final int TRIALS = 3;

  private final InputMaker maker;
  private final List<Class<? extends Throwable>> declared;
  private final long seed = Long.getLong("fuzz.seed", 1);
  private final int inputs = Integer.getInteger("fuzz.inputs", 20_000);

  private InputFuzzer(InputMaker maker, List<Class<? extends Throwable>> declared) {
    this.maker = maker;
    this.declared = List.copyOf(declared);
  }

  /**
   * A fuzzer.
   *
   * @param corpus good inputs to start from
   * @param declared the error by which inputs may be refused
   */
  public static InputFuzzer of(List<String> corpus, Class<? extends Throwable> declared) {
    return new InputFuzzer(new InputMaker(corpus), List.of(declared));
  }

  /** A fuzzer of what refuses inputs by its result, never by an error. */
  public static InputFuzzer of(List<String> corpus) {
    return new InputFuzzer(new InputMaker(corpus), List.of());
  }

  /** Makes every other input anew instead of out of the corpus. */
  public InputFuzzer generating(Function<SplittableRandom, String> generator) {
    return new InputFuzzer(maker.with(generator), declared);
  }

  /** An input that did something else; the seed and the number make it again. */
  public record Finding(long seed, int number, String input, String what) {
    @Override
    public String toString() {
      return "seed " + seed + ", number " + number + ": " + what + " for " + escaped(input);
    }

    private static final int MAX_SHOWN = 2_000;

    private static String escaped(String input) {
      StringBuilder out = new StringBuilder("\"");
      String shown = input.length() > MAX_SHOWN ? input.substring(0, MAX_SHOWN) + "…" : input;
      for (char c : shown.toCharArray()) {
        if (c < ' ' || c == '"' || c == '\\' || c > '~') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
      return out.append('"').toString();
    }
  }

  /** Takes an input, or refuses it. */
  @FunctionalInterface
  public interface Target {
    void accept(String input) throws Exception;
  }

  /** Fails with the first findings if there are any; prints what the dearest input cost. */
  public void check(String area, Target target) {
    Session session = run(target);
    int tried = session.number.get();
    System.out.printf("fuzz %s: %d inputs, none over %s%n", area, tried, session.dearest);
    assertThat(session.findings).as("inputs that were neither taken nor refused").isEmpty();
    assertThat(tried).as("inputs tried").isEqualTo(inputs);
  }

  private Session run(Target target) {
    Session session = new Session(target);
    Thread worker = new Thread(session, "fuzz");
    worker.setDaemon(true);
    worker.start();
    try {
      int last = -1;
      long cost = 0;
      while (worker.isAlive()) {
        if (session.number.get() != last) {
          last = session.number.get();
          cost = Cost.nanosOf(worker);
        } else if (Cost.nanosOf(worker) - cost > PATIENCE.toNanos()) {
          throw new AssertionError(
              new Finding(seed, last, maker.input(seed, last), "does not end"));
        }
        worker.join(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return session;
  }

  /** Tries the inputs one after the other, up to the first few findings. */
  private final class Session implements Runnable {
    private final Target target;
    private final AtomicInteger number = new AtomicInteger();
    private final List<Finding> findings = new ArrayList<>();
    private Cost dearest = new Cost(0, 0);

    Session(Target target) {
      this.target = target;
    }

    @Override
    public void run() {
      for (int i = 0; i < inputs && findings.size() < MAX_FINDINGS; i++) {
        String input = maker.input(seed, i);
        String what = trial(input);
        if (what != null) {
          findings.add(new Finding(seed, i, input, what));
        }
        number.set(i + 1);
      }
    }

    private @Nullable String trial(String input) {
      Cost cost = Cost.LIMIT;
      for (int trial = 0; trial < TRIALS; trial++) {
        Cost before = Cost.untilNow();
        Throwable thrown = thrownFor(input);
        cost = Cost.untilNow().since(before);
        if (thrown != null) {
          return thrown + " at " + List.of(thrown.getStackTrace()).stream().limit(4).toList();
        }
        if (!cost.exceeds(Cost.LIMIT)) {
          dearest = dearest.max(cost);
          return null;
        }
      }
      return "costs " + cost;
    }

    private @Nullable Throwable thrownFor(String input) {
      try {
        target.accept(input);
        return null;
      } catch (Exception | Error e) {
        return declared.stream().anyMatch(each -> each.isInstance(e)) ? null : e;
      }
    }
  }
}
