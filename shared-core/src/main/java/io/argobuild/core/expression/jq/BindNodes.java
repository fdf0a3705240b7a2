package io.argobuild.core.expression.jq;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Variables and what they are taken from. */
final class BindNodes {
  private BindNodes() {}

  /** Puts the current value into a variable of the current frame. */
  static final class Store extends Node {
    private final int slot;

    Store(int slot) {
      this.slot = slot;
    }

    @Override
    void step(Machine m) {
      Objects.requireNonNull(m.frame).set(slot, m.value);
    }
  }

  /**
   * A part to take out of a value.
   *
   * @param key a constant node for positions
   * @param ofArray whether the value must be a list or null
   */
  record Part(Node key, boolean ofArray, Node pattern) {}

  /** Takes a value apart, one part after the other. */
  static final class TakeApart extends Node {
    private final List<Part> parts;

    TakeApart(List<Part> parts) {
      this.parts = List.copyOf(parts);
    }

    @Override
    void step(Machine m) {
      start(m, m.frame, m.value, 0);
    }

    private void start(Machine m, @Nullable Frame frame, @Nullable Object whole, int index) {
      m.frame = frame;
      m.value = whole;
      if (index < parts.size()) {
        m.continuation = new Keyed(m, frame, whole, index);
        m.go(parts.get(index).key());
      }
    }

    private final class Keyed extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object whole;
      private final int index;

      Keyed(Machine m, @Nullable Frame frame, @Nullable Object whole, int index) {
        super(m.continuation);
        this.frame = frame;
        this.whole = whole;
        this.index = index;
      }

      @Override
      void resume(Machine m) {
        Part part = parts.get(index);
        Object key = m.value;
        if (part.ofArray() && whole != null) {
          JqAccess.requireList(whole);
        }
        m.enter(whole, key, JqAccess.index(m, whole, key));
        m.frame = frame;
        m.continuation = new Done(m, frame, whole, index);
        m.go(part.pattern());
      }
    }

    private final class Done extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object whole;
      private final int index;

      Done(Machine m, @Nullable Frame frame, @Nullable Object whole, int index) {
        super(m.continuation);
        this.frame = frame;
        this.whole = whole;
        this.index = index;
      }

      @Override
      void resume(Machine m) {
        start(m, frame, whole, index + 1);
      }
    }
  }

  /** One of the patterns of a binding, with the variables of the one before it. */
  record Destructuring(Node pattern, List<Integer> slotsToClear) {}

  /** {@code source as pattern ?// pattern | body}: an error moves on to the next pattern. */
  static final class Bind extends Node {
    private final Node source;
    private final List<Destructuring> patterns;
    private final Node body;

    Bind(Node source, List<Destructuring> patterns, Node body) {
      this.source = source;
      this.patterns = List.copyOf(patterns);
      this.body = body;
    }

    @Override
    void step(Machine m) {
      m.continuation = new Item(m);
      m.path = null;
      m.go(source);
    }

    private final class Item extends Continuation {
      private final @Nullable Frame frame;
      private final @Nullable Object input;
      private final @Nullable TrackedPath path;

      Item(Machine m) {
        super(m.continuation);
        this.frame = m.frame;
        this.input = m.value;
        this.path = m.path;
      }

      @Override
      void resume(Machine m) {
        m.frame = frame;
        start(m, 0);
      }

      private void start(Machine m, int index) {
        if (index + 1 < patterns.size()) {
          m.push(new NextPattern(m, this, index + 1));
        }
        Destructuring each = patterns.get(index);
        Frame current = Objects.requireNonNull(frame);
        each.slotsToClear().forEach(slot -> current.set(slot, null));
        m.continuation = new Body(m, this);
        m.go(each.pattern());
      }
    }

    private static final class NextPattern extends Choice {
      private final Item item;
      private final int index;

      NextPattern(Machine m, Item item, int index) {
        super(m);
        this.item = item;
        this.index = index;
      }

      @Override
      boolean retry(Machine m) {
        return false;
      }

      @Override
      @Nullable JqError fail(Machine m, JqError error) {
        restore(m);
        item.start(m, index);
        return null;
      }
    }

    private final class Body extends Continuation {
      private final Item item;

      Body(Machine m, Item item) {
        super(m.continuation);
        this.item = item;
      }

      @Override
      void resume(Machine m) {
        m.path = item.path;
        m.go(body, item.frame, item.input);
      }
    }
  }
}
