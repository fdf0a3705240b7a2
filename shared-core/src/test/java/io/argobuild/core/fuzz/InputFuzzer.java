package io.argobuild.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tries a language with many broken inputs: each must be taken or refused by the declared errors,
 * in bounded time. With {@code -Dfuzz.inputs=N} and {@code -Dfuzz.seed=S} other and more inputs are
 * tried than the 20,000 of seed 1.
 */
public final class InputFuzzer {
  /** Far more than any input needs, also on a machine that is busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MAX_FINDINGS = 10;

  private final InputMaker maker;
  private final List<Class<? extends Throwable>> declared;
  private final long seed = Long.getLong("fuzz.seed", 1);
  private final int inputs = Integer.getInteger("fuzz.inputs", 20_000);

  private InputFuzzer(List<String> corpus, List<Class<? extends Throwable>> declared) {
    this.maker = new InputMaker(corpus);
    this.declared = List.copyOf(declared);
  }

  /**
   * A fuzzer.
   *
   * @param corpus good inputs to start from
   * @param declared the error by which inputs may be refused
   */
  public static InputFuzzer of(List<String> corpus, Class<? extends Throwable> declared) {
    return new InputFuzzer(corpus, List.of(declared));
  }

  /** A fuzzer of what refuses inputs by its result, never by an error. */
  public static InputFuzzer of(List<String> corpus) {
    return new InputFuzzer(corpus, List.of());
  }

  /** An input that did something else; the seed and the number make it again. */
  public record Finding(long seed, int number, String input, Throwable thrown) {
    @Override
    public String toString() {
      return "seed " + seed + ", number " + number + ": " + thrown + " for " + escaped(input);
    }

    private static String escaped(String input) {
      StringBuilder out = new StringBuilder("\"");
      for (char c : input.toCharArray()) {
        if (c < ' ' || c == '"' || c == '\\' || c > '~') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
      return out.append('"').toString();
    }
  }

  /** Fails with the first findings if there are any. */
  public void check(Consumer<String> target) {
    assertThat(run(target)).as("inputs that were neither taken nor refused").isEmpty();
  }

  /** Tries all inputs, up to the first few findings; an input that does not end is the last. */
  public List<Finding> run(Consumer<String> target) {
    List<Finding> findings = new ArrayList<>();
    ExecutorService worker = Executors.newSingleThreadExecutor(InputFuzzer::daemon);
    try {
      for (int i = 0; i < inputs && findings.size() < MAX_FINDINGS; i++) {
        String input = maker.input(seed, i);
        Future<?> trial = worker.submit(() -> target.accept(input));
        try {
          trial.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          findings.add(new Finding(seed, i, input, e));
          return findings;
        } catch (ExecutionException e) {
          Throwable thrown = Objects.requireNonNull(e.getCause());
          if (declared.stream().noneMatch(each -> each.isInstance(thrown))) {
            findings.add(new Finding(seed, i, input, thrown));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      worker.shutdownNow();
    }
    return findings;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fuzz");
    thread.setDaemon(true);
    return thread;
  }
}
