package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Nodes that look into values, call native functions and build objects. */
final class AccessNodes {
  private AccessNodes() {}

  /** {@code .[key]} of the input, with a constant key. */
  static final class Index extends Node {
    private final Object key;

    Index(Object key) {
      this.key = key;
    }

    @Override
    void step(Machine m) {
      Object container = m.value;
      m.enter(container, key, JqAccess.index(m, container, key));
    }
  }

  /** How a native function moves along a path that is being followed. */
  enum Follows {
    /** It gives a value of its own. */
    NOTHING(-1),
    /** {@code _index(container; key)}. */
    INDEX(1),
    /** {@code _slice(container; end; start)}. */
    SLICE(1),
    /** {@code getpath(path)}. */
    PATH(0);

    /** From this argument on they are no part of the path. */
    private final int firstApart;

    Follows(int firstApart) {
      this.firstApart = firstApart;
    }
  }

  /**
   * Calls a native function for each combination of its arguments' results, the last one outermost.
   */
  static final class CallNative extends Node {
    private final Native function;
    private final List<Node> arguments;
    private final Follows follows;

    CallNative(Native function, List<Node> arguments, Follows follows) {
      this.function = function;
      this.arguments = List.copyOf(arguments);
      this.follows = follows;
    }

    @Override
    void step(Machine m) {
      evaluate(m, new State(m.frame, m.value, m.path), arguments.size() - 1, null);
    }

    private record State(
        @Nullable Frame frame, @Nullable Object input, @Nullable TrackedPath path) {}

    /** The results of the arguments had so far; the first of them in front. */
    private record Results(@Nullable Object result, @Nullable Results rest) {}

    private void evaluate(Machine m, State state, int index, @Nullable Results results) {
      if (index == follows.firstApart - 1) {
        m.path = state.path();
      }
      if (index < 0) {
        call(m, state.input(), results);
        return;
      }
      m.value = state.input();
      m.frame = state.frame();
      if (follows.firstApart >= 0 && index >= follows.firstApart) {
        m.path = null;
      }
      m.continuation = new Evaluated(m, state, index, results);
      m.go(arguments.get(index));
    }

    private void call(Machine m, @Nullable Object input, @Nullable Results results) {
      List<@Nullable Object> values = new ArrayList<>(arguments.size());
      for (Results at = results; at != null; at = at.rest()) {
        values.add(at.result());
      }
      Object result = function.call(m, input, values);
      switch (follows) {
        case NOTHING -> m.value = result;
        case INDEX -> m.enter(values.get(0), values.get(1), result);
        case SLICE -> {
          SortedMap<String, @Nullable Object> slice = JqValues.newMap();
          slice.put("start", values.get(2));
          slice.put("end", values.get(1));
          m.enter(values.get(0), slice, result);
        }
        case PATH -> enterAll(m, input, JqAccess.requireList(values.get(0)), result);
      }
    }

    static void enterAll(
        Machine m, @Nullable Object input, List<@Nullable Object> keys, @Nullable Object found) {
      if (m.path != null) {
        Machine.requireOnPath(m.path, input);
        for (Object key : keys) {
          m.path = m.path.then(key, found);
        }
      }
      m.value = found;
    }

    private final class Evaluated extends Continuation {
      private final State state;
      private final int index;
      private final @Nullable Results results;

      Evaluated(Machine m, State state, int index, @Nullable Results results) {
        super(m.continuation);
        this.state = state;
        this.index = index;
        this.results = results;
      }

      @Override
      void resume(Machine m) {
        evaluate(m, state, index - 1, new Results(m.value, results));
      }
    }
  }

  /** A member of an object to build; without a value node it takes the input's own. */
  record Member(Node key, @Nullable Node value) {}

  /** Builds objects for each combination of keys and values, the first one outermost. */
  static final class BuildObject extends Node {
    private final List<Member> members;

    BuildObject(List<Member> members) {
      this.members = List.copyOf(members);
    }

    @Override
    void step(Machine m) {
      evaluate(m, m.frame, m.value, 0, null);
    }

    /** Keys and values had so far, the last of them in front. */
    private record Built(@Nullable Object part, @Nullable Built before) {}

    private void evaluate(
        Machine m,
        @Nullable Frame frame,
        @Nullable Object input,
        int index,
        @Nullable Built built) {
      if (index == 2 * members.size()) {
        m.value = build(m, built);
        return;
      }
      m.frame = frame;
      m.value = input;
      m.continuation = new Evaluated(m, frame, input, index, built);
      Member member = members.get(index / 2);
      Node node = index % 2 == 0 ? member.key() : member.value();
      if (node != null) {
        m.go(node);
      } else if (built != null) {
        m.enter(input, built.part(), JqAccess.index(m, input, built.part()));
      }
    }

    private Object build(Machine m, @Nullable Built built) {
      m.budget.allocate((long) members.size() * JqBudget.ENTRY_BYTES);
      SortedMap<String, @Nullable Object> object = JqValues.newMap();
      Built at = built;
      while (at != null && at.before() != null) {
        Object key = at.before().part();
        if (!(key instanceof String name)) {
          throw JqErrors.keyNotString(key);
        }
        // From the last to the first, so that the last of one name stays.
        if (!object.containsKey(name)) {
          object.put(name, at.part());
        }
        at = at.before().before();
      }
      return object;
    }

    private final class Evaluated extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object input;
      private final int index;
      private final @Nullable Built built;

      Evaluated(
          Machine m,
          @Nullable Frame frame,
          @Nullable Object input,
          int index,
          @Nullable Built built) {
        super(m.continuation);
        this.frame = frame;
        this.input = input;
        this.index = index;
        this.built = built;
      }

      @Override
      void resume(Machine m) {
        evaluate(m, frame, input, index + 1, new Built(m.value, built));
      }
    }
  }
}
