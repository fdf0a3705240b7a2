package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Paths, and the assignments that use them. */
final class PathNodes {
  private PathNodes() {}

  /** Follows a node's paths from the current value; they become the results. */
  private static void follow(Machine m, Node node) {
    m.continuation = new PathEnd(m);
    m.path = TrackedPath.from(m.value);
    m.go(node);
  }

  private static final class PathEnd extends Continuation {
    private final @Nullable TrackedPath outer;

    PathEnd(Machine m) {
      super(m.continuation);
      this.outer = m.path;
    }

    @Override
    void resume(Machine m) {
      TrackedPath path = Objects.requireNonNull(m.path);
      Machine.requireOnPath(path, m.value);
      m.budget.allocate((long) path.length() * JqBudget.ELEMENT_BYTES);
      m.value = path.keys();
      m.path = outer;
    }
  }

  /** {@code path(f)}. */
  static final class Path extends Node {
    private final Node body;

    Path(Node body) {
      this.body = body;
    }

    @Override
    void step(Machine m) {
      follow(m, body);
    }
  }

  /** Continues with the input that was there at the beginning. */
  private abstract static class WithInput extends Continuation {
    final @Nullable Frame frame;
    final @Nullable Object input;
    final @Nullable TrackedPath path;

    WithInput(Machine m) {
      super(m.continuation);
      this.frame = m.frame;
      this.input = m.value;
      this.path = m.path;
    }
  }

  /** {@code .a[0] = value} with constant keys. */
  static final class AssignConstant extends Node {
    private final List<@Nullable Object> keys;
    private final Node right;

    AssignConstant(List<@Nullable Object> keys, Node right) {
      this.keys = keys;
      this.right = right;
    }

    @Override
    void step(Machine m) {
      m.continuation =
          new WithInput(m) {
            @Override
            void resume(Machine machine) {
              machine.value = new PathUpdate(machine.budget).set(input, keys, machine.value);
            }
          };
      m.go(right);
    }
  }

  /** {@code target += value} and the like: computes the value, then modifies by it. */
  static final class Update extends Node {
    private final Node right;
    private final int slot;
    private final Node modify;

    Update(Node right, int slot, Node modify) {
      this.right = right;
      this.slot = slot;
      this.modify = modify;
    }

    @Override
    void step(Machine m) {
      m.continuation =
          new WithInput(m) {
            @Override
            void resume(Machine machine) {
              Objects.requireNonNull(frame).set(slot, machine.value);
              machine.go(modify, frame, input);
            }
          };
      m.go(right);
    }
  }

  /** What an assignment has come to. */
  private static final class Target {
    final PathUpdate update;
    final List<@Nullable Object> emptied = new ArrayList<>();
    @Nullable Object value;

    Target(Machine m, @Nullable Object value) {
      this.update = new PathUpdate(m.budget);
      this.value = value;
    }
  }

  private static final class Result extends Choice {
    private final Target target;

    Result(Machine m, Target target) {
      super(m);
      this.target = target;
    }

    @Override
    boolean retry(Machine m) {
      m.value = target.update.delete(target.value, target.emptied);
      return true;
    }
  }

  /** {@code target = value}: for each value, sets what all paths lead to. */
  static final class Assign extends Node {
    private final Node paths;
    private final Node right;

    Assign(Node paths, Node right) {
      this.paths = paths;
      this.right = right;
    }

    @Override
    void step(Machine m) {
      m.continuation =
          new WithInput(m) {
            @Override
            void resume(Machine machine) {
              Object assigned = machine.value;
              Target target = new Target(machine, input);
              machine.frame = frame;
              machine.value = input;
              machine.path = path;
              machine.push(new Result(machine, target));
              machine.continuation = new Set(machine, target, assigned);
              follow(machine, paths);
            }
          };
      m.path = null;
      m.go(right);
    }

    private static final class Set extends Continuation {
      private final Target target;
      private final @Nullable Object assigned;

      Set(Machine m, Target target, @Nullable Object assigned) {
        super(m.continuation);
        this.target = target;
        this.assigned = assigned;
      }

      @Override
      void resume(Machine m) {
        target.value = target.update.set(target.value, m.value, assigned);
        m.backtrack();
      }
    }
  }

  /** {@code target |= f}: replaces what each path leads to by the first result, or deletes it. */
  static final class Modify extends Node {
    private final Node paths;
    private final Node function;

    Modify(Node paths, Node function) {
      this.paths = paths;
      this.function = function;
    }

    @Override
    void step(Machine m) {
      Target target = new Target(m, m.value);
      m.push(new Result(m, target));
      m.continuation = new Apply(m, target);
      follow(m, paths);
    }

    private final class Apply extends Continuation {
      private final @Nullable Frame frame;
      private final Target target;

      Apply(Machine m, Target target) {
        super(m.continuation);
        this.frame = m.frame;
        this.target = target;
      }

      @Override
      void resume(Machine m) {
        List<@Nullable Object> keys = JqAccess.requireList(m.value);
        ControlNodes.LabelChoice label = new ControlNodes.LabelChoice(m);
        m.push(label);
        m.push(new NoResult(m, target, keys));
        Object old = target.value;
        Object found = JqAccess.getPath(m, old, keys);
        AccessNodes.CallNative.enterAll(m, old, keys, found);
        m.continuation = new Replace(m, target, keys, label);
        m.frame = frame;
        m.go(function);
      }
    }

    private static final class NoResult extends Choice {
      private final Target target;
      private final List<@Nullable Object> keys;

      NoResult(Machine m, Target target, List<@Nullable Object> keys) {
        super(m);
        this.target = target;
        this.keys = keys;
      }

      @Override
      boolean retry(Machine m) {
        target.emptied.add(keys);
        return false;
      }
    }

    private static final class Replace extends Continuation {
      private final Target target;
      private final List<@Nullable Object> keys;
      private final ControlNodes.LabelChoice label;

      Replace(
          Machine m, Target target, List<@Nullable Object> keys, ControlNodes.LabelChoice label) {
        super(m.continuation);
        this.target = target;
        this.keys = keys;
        this.label = label;
      }

      @Override
      void resume(Machine m) {
        target.value = target.update.set(target.value, keys, m.value);
        throw JqError.breaking("", label);
      }
    }
  }
}
