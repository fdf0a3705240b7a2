package io.argobuild.core.expression.jq;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a compiled filter. A result goes to the continuation; when that is done, the last choice is
 * tried again, until none is left. Neither uses Java's stack, so that recursion in filters is
 * bounded by the budget alone.
 */
final class Machine {
  final JqBudget budget;
  final JqOrder order;
  final JqArithmetic arithmetic;

  /** Regular expressions by flags and text. */
  final Map<String, Pattern> patterns = new HashMap<>();

  private final List<Choice> choices = new ArrayList<>();

  @Nullable Frame frame;
  @Nullable Object value;

  /** Null when no path is being followed. */
  @Nullable TrackedPath path;

  @Nullable Continuation continuation;
  private @Nullable Node node;
  private boolean done;
  private @Nullable JqError failure;

  Machine(JqBudget budget) {
    this.budget = budget;
    this.order = new JqOrder(budget);
    this.arithmetic = new JqArithmetic(budget, order);
  }

  /** Hands each result of the program to the consumer; {@link JqError} when one is not caught. */
  void run(Code program, @Nullable Object input, Consumer<@Nullable Object> results) {
    value = input;
    frame = program.newFrame(null);
    continuation = new Emit(results);
    node = program.body();
    JqError raised = null;
    while (!done) {
      budget.work(1);
      try {
        if (raised == null) {
          step();
        } else {
          JqError error = raised;
          raised = null;
          raise(error);
        }
      } catch (JqError error) {
        // Going back to a choice may raise another one, so that this is a loop.
        raised = error;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void step() {
    Node current = node;
    if (current != null) {
      node = null;
      current.step(this);
      return;
    }
    Continuation next = Objects.requireNonNull(continuation);
    continuation = next.next;
    next.resume(this);
  }

  /** Goes on with a node. */
  void go(Node next) {
    node = next;
  }

  /** Goes on with a node in the given state. */
  void go(Node next, @Nullable Frame nextFrame, @Nullable Object nextValue) {
    node = next;
    frame = nextFrame;
    value = nextValue;
  }

  /** Calls an argument with the current value. */
  void call(Code.Closure closure) {
    frame = closure.code().newFrame(closure.frame());
    node = closure.code().body();
  }

  void push(Choice choice) {
    if (choices.size() >= JqBudget.MAX_PENDING) {
      throw JqBudget.limit("filter has more than " + JqBudget.MAX_PENDING + " pending choices");
    }
    choices.add(choice);
  }

  /** There are no more results this way: back to the last choice. */
  void backtrack() {
    node = null;
    while (!choices.isEmpty()) {
      budget.work(1);
      Choice choice = choices.remove(choices.size() - 1);
      choice.restore(this);
      if (choice.retry(this)) {
        return;
      }
    }
    done = true;
  }

  private void raise(JqError raised) {
    JqError error = raised;
    node = null;
    while (!choices.isEmpty()) {
      budget.work(1);
      Choice choice = choices.remove(choices.size() - 1);
      error = choice.fail(this, error);
      if (error == null) {
        return;
      }
    }
    failure = error;
    done = true;
  }

  /** Steps from a container into what a key leads to, following the path if one is followed. */
  void enter(@Nullable Object container, @Nullable Object key, @Nullable Object found) {
    if (path != null) {
      requireOnPath(path, container);
      path = path.then(key, found);
    }
    value = found;
  }

  static void requireOnPath(TrackedPath path, @Nullable Object value) {
    if (!path.leadsTo(value)) {
      throw JqError.of("invalid path against: " + JqValues.described(value));
    }
  }

  /** The last continuation. */
  private static final class Emit extends Continuation {
    private final Consumer<@Nullable Object> results;

    Emit(Consumer<@Nullable Object> results) {
      super(null);
      this.results = results;
    }

    @Override
    void resume(Machine m) {
      results.accept(m.value);
      m.backtrack();
    }
  }
}
