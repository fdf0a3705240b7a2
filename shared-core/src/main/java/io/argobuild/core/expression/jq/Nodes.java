package io.argobuild.core.expression.jq;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simple nodes. */
final class Nodes {
  private Nodes() {}

  /** The input itself. */
  static final class Identity extends Node {
    @Override
    void step(Machine m) {
      // The current value is the result.
    }
  }

  static final class Constant extends Node {
    final @Nullable Object constant;

    Constant(@Nullable Object constant) {
      this.constant = constant;
    }

    @Override
    void step(Machine m) {
      m.value = constant;
    }
  }

  /** {@code empty}. */
  static final class Empty extends Node {
    @Override
    void step(Machine m) {
      m.backtrack();
    }
  }

  static final class Variable extends Node {
    private final int levels;
    private final int slot;

    Variable(int levels, int slot) {
      this.levels = levels;
      this.slot = slot;
    }

    @Override
    void step(Machine m) {
      m.value = Objects.requireNonNull(m.frame).up(levels).get(slot);
    }
  }

  static final class Pipe extends Node {
    private final Node left;
    private final Node right;

    Pipe(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    void step(Machine m) {
      m.continuation = new Then(m, right);
      m.go(left);
    }
  }

  /** Goes on with a node in the frame of its beginning. */
  static final class Then extends Continuation {
    private final @Nullable Frame frame;
    private final Node node;

    Then(Machine m, Node node) {
      super(m.continuation);
      this.frame = m.frame;
      this.node = node;
    }

    @Override
    void resume(Machine m) {
      m.frame = frame;
      m.go(node);
    }
  }

  static final class Comma extends Node {
    private final List<Node> alternatives;

    Comma(List<Node> alternatives) {
      this.alternatives = List.copyOf(alternatives);
    }

    @Override
    void step(Machine m) {
      start(m, 0);
    }

    private void start(Machine m, int index) {
      if (index + 1 < alternatives.size()) {
        m.push(new Rest(m, index + 1));
      }
      m.go(alternatives.get(index));
    }

    private final class Rest extends Choice {
      private final int index;

      Rest(Machine m, int index) {
        super(m);
        this.index = index;
      }

      @Override
      boolean retry(Machine m) {
        start(m, index);
        return true;
      }
    }
  }

  /** Calls a function with arguments that it evaluates itself. */
  static final class Call extends Node {
    private final Code code;
    private final int levels;
    private final List<Code> arguments;

    /**
     * @param levels how many functions further out it was defined; -1 for one outside the filter
     */
    Call(Code code, int levels, List<Code> arguments) {
      this.code = code;
      this.levels = levels;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    void step(Machine m) {
      Frame caller = Objects.requireNonNull(m.frame);
      Frame outer = levels < 0 ? null : caller.up(levels);
      Frame callee = arguments.isEmpty() ? code.newFrame(outer) : code.newFrame(outer, caller);
      for (int i = 0; i < arguments.size(); i++) {
        callee.set(i, new Code.Closure(arguments.get(i), caller));
      }
      evaluateFrom(0, new State(m.value, m.path, callee), m);
    }

    private record State(@Nullable Object input, @Nullable TrackedPath path, Frame callee) {}

    private void evaluateFrom(int from, State state, Machine m) {
      int parameter = code.nextValueParameter(from);
      m.value = state.input();
      if (parameter < 0) {
        m.path = state.path();
        m.frame = state.callee();
        m.go(code.body());
        return;
      }
      m.continuation = new Bound(m, parameter, state);
      m.path = null;
      m.call((Code.Closure) Objects.requireNonNull(state.callee().get(parameter)));
    }

    private final class Bound extends Continuation {
      private final int parameter;
      private final State state;

      Bound(Machine m, int parameter, State state) {
        super(m.continuation);
        this.parameter = parameter;
        this.state = state;
      }

      @Override
      void resume(Machine m) {
        state.callee().set(code.valueSlot(parameter), m.value);
        evaluateFrom(parameter + 1, state, m);
      }
    }
  }

  /** Calls an argument of the function around. */
  static final class CallArgument extends Node {
    private final int levels;
    private final int slot;

    CallArgument(int levels, int slot) {
      this.levels = levels;
      this.slot = slot;
    }

    @Override
    void step(Machine m) {
      Frame frame = Objects.requireNonNull(m.frame).up(levels);
      m.call((Code.Closure) Objects.requireNonNull(frame.get(slot)));
    }
  }
}
