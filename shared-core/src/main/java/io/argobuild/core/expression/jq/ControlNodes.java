package io.argobuild.core.expression.jq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Conditions, alternatives, errors and labels. */
final class ControlNodes {
  private ControlNodes() {}

  static final class If extends Node {
    private final Node condition;
    private final Node then;
    private final Node otherwise;

    If(Node condition, Node then, Node otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    void step(Machine m) {
      m.continuation = new Branch(m);
      m.path = null;
      m.go(condition);
    }

    private final class Branch extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object input;
      private final @Nullable TrackedPath path;

      Branch(Machine m) {
        super(m.continuation);
        this.frame = m.frame;
        this.input = m.value;
        this.path = m.path;
      }

      @Override
      void resume(Machine m) {
        m.path = path;
        m.go(JqValues.isTruthy(m.value) ? then : otherwise, frame, input);
      }
    }
  }

  /** {@code left // right}: the true results of the left side, or those of the right. */
  static final class Alternative extends Node {
    private final Node left;
    private final Node right;

    Alternative(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    void step(Machine m) {
      Otherwise otherwise = new Otherwise(m);
      m.push(otherwise);
      m.continuation = new Found(m, otherwise);
      m.go(left);
    }

    private final class Otherwise extends Choice {
      private boolean found;

      Otherwise(Machine m) {
        super(m);
      }

      @Override
      boolean retry(Machine m) {
        if (!found) {
          m.go(right);
        }
        return !found;
      }
    }

    private static final class Found extends Continuation {
      private final Otherwise otherwise;

      Found(Machine m, Otherwise otherwise) {
        super(m.continuation);
        this.otherwise = otherwise;
      }

      @Override
      void resume(Machine m) {
        if (JqValues.isTruthy(m.value)) {
          otherwise.found = true;
        } else {
          m.backtrack();
        }
      }
    }
  }

  static final class Try extends Node {
    private final Node body;
    private final Node handler;

    Try(Node body, Node handler) {
      this.body = body;
      this.handler = handler;
    }

    @Override
    void step(Machine m) {
      m.push(new Begin(m));
      m.continuation = new Leave(m);
      m.go(body);
    }

    private final class Begin extends Choice {
      Begin(Machine m) {
        super(m);
      }

      @Override
      boolean retry(Machine m) {
        return false;
      }

      @Override
      @Nullable JqError fail(Machine m, JqError error) {
        if (!error.isCatchable()) {
          return error.beforeTry();
        }
        restore(m);
        m.value = error.caught();
        m.go(handler);
        return null;
      }
    }

    /** Marks that what follows is outside the body, whose errors alone are caught. */
    private static final class Leave extends Continuation {
      Leave(Machine m) {
        super(m.continuation);
      }

      @Override
      void resume(Machine m) {
        m.push(new End(m));
      }
    }

    private static final class End extends Choice {
      End(Machine m) {
        super(m);
      }

      @Override
      boolean retry(Machine m) {
        return false;
      }

      @Override
      JqError fail(Machine m, JqError error) {
        return error.behindTry();
      }
    }
  }

  static final class Label extends Node {
    private final int slot;
    private final Node body;

    Label(int slot, Node body) {
      this.slot = slot;
      this.body = body;
    }

    @Override
    void step(Machine m) {
      LabelChoice label = new LabelChoice(m);
      m.push(label);
      Objects.requireNonNull(m.frame).set(slot, label);
      m.go(body);
    }
  }

  /** Where {@code break} leads to. */
  static final class LabelChoice extends Choice {
    LabelChoice(Machine m) {
      super(m);
    }

    @Override
    boolean retry(Machine m) {
      return false;
    }

    @Override
    @Nullable JqError fail(Machine m, JqError error) {
      if (!error.breaksTo(this)) {
        return error;
      }
      m.backtrack();
      return null;
    }
  }

  static final class Break extends Node {
    private final String name;
    private final int levels;
    private final int slot;

    Break(String name, int levels, int slot) {
      this.name = name;
      this.levels = levels;
      this.slot = slot;
    }

    @Override
    void step(Machine m) {
      Frame frame = Objects.requireNonNull(m.frame).up(levels);
      throw JqError.breaking(name, frame.get(slot));
    }
  }
}
