package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that gather the results of others. */
final class LoopNodes {
  private LoopNodes() {}

  /** What a loop has come to; it outlives backtracking. */
  private static final class State {
    @Nullable Object current;
    boolean any;

    State(@Nullable Object current) {
      this.current = current;
    }
  }

  /** {@code reduce} and {@code foreach}. */
  static final class Loop extends Node {
    private final Node source;
    private final Node pattern;
    private final Node start;
    private final Node update;
    private final @Nullable Node extract;

    /**
     * @param extract what each round gives; null to give only the last state
     */
    Loop(Node source, Node pattern, Node start, Node update, @Nullable Node extract) {
      this.source = source;
      this.pattern = pattern;
      this.start = start;
      this.update = update;
      this.extract = extract;
    }

    @Override
    void step(Machine m) {
      m.continuation = new Started(m);
      m.go(start);
    }

    private final class Started extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object input;

      Started(Machine m) {
        super(m.continuation);
        this.frame = m.frame;
        this.input = m.value;
      }

      @Override
      void resume(Machine m) {
        State state = new State(m.value);
        if (extract == null) {
          m.push(new Result(m, state));
        }
        m.frame = frame;
        m.continuation = new Item(m, state);
        m.go(source, frame, input);
      }
    }

    /** Takes an item of the source: binds it, then updates the state. */
    private final class Item extends Continuation {
      private final @Nullable Frame frame;
      private final State state;

      Item(Machine m, State state) {
        super(m.continuation);
        this.frame = m.frame;
        this.state = state;
      }

      @Override
      void resume(Machine m) {
        m.frame = frame;
        m.continuation = new Update(m, state);
        m.go(pattern);
      }
    }

    private final class Update extends Continuation {
      private final @Nullable Frame frame;
      private final State state;

      Update(Machine m, State state) {
        super(m.continuation);
        this.frame = m.frame;
        this.state = state;
      }

      @Override
      void resume(Machine m) {
        m.frame = frame;
        m.continuation = new Updated(m, state);
        m.go(update, frame, state.current);
      }
    }

    private final class Updated extends Continuation {
      private final @Nullable Frame frame;
      private final State state;

      Updated(Machine m, State state) {
        super(m.continuation);
        this.frame = m.frame;
        this.state = state;
      }

      @Override
      void resume(Machine m) {
        state.current = m.value;
        if (extract == null) {
          m.backtrack();
        } else {
          m.frame = frame;
          m.go(extract);
        }
      }
    }
  }

  /** Gives a loop's state when its source has nothing more. */
  private static final class Result extends Choice {
    private final State state;

    Result(Machine m, State state) {
      super(m);
      this.state = state;
    }

    @Override
    boolean retry(Machine m) {
      m.value = state.current;
      return true;
    }
  }

  /** The last result of an argument, if there is one. */
  static final class Last extends Node {
    private final Node generator;

    Last(Node generator) {
      this.generator = generator;
    }

    @Override
    void step(Machine m) {
      State state = new State(null);
      m.push(new LastResult(m, state));
      m.continuation = new Keep(m, state);
      m.go(generator);
    }

    private static final class Keep extends Continuation {
      private final State state;

      Keep(Machine m, State state) {
        super(m.continuation);
        this.state = state;
      }

      @Override
      void resume(Machine m) {
        state.current = m.value;
        state.any = true;
        m.backtrack();
      }
    }

    private static final class LastResult extends Choice {
      private final State state;

      LastResult(Machine m, State state) {
        super(m);
        this.state = state;
      }

      @Override
      boolean retry(Machine m) {
        m.value = state.current;
        return state.any;
      }
    }
  }

  /** {@code [elements]}. */
  static final class Collect extends Node {
    private final Node elements;

    Collect(Node elements) {
      this.elements = elements;
    }

    @Override
    void step(Machine m) {
      List<@Nullable Object> list = new ArrayList<>();
      m.push(new Result(m, new State(list)));
      m.continuation = new Append(m, list);
      m.go(elements);
    }

    private static final class Append extends Continuation {
      private final List<@Nullable Object> list;

      Append(Machine m, List<@Nullable Object> list) {
        super(m.continuation);
        this.list = list;
      }

      @Override
      void resume(Machine m) {
        // Besides its place an element may be a new boxed number.
        m.budget.allocate(6L * JqBudget.ELEMENT_BYTES);
        list.add(m.value);
        m.backtrack();
      }
    }
  }
}
