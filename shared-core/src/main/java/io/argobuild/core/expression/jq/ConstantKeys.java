package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Keys that are known before a filter runs. */
final class ConstantKeys {
  private ConstantKeys() {}

  /** The path of {@code .a.b[0]} and the like; null for anything else. */
  static @Nullable List<@Nullable Object> path(Query query) {
    List<@Nullable Object> keys = new ArrayList<>();
    return addPath(query, keys) ? keys : null;
  }

  private static boolean addPath(Query query, List<@Nullable Object> keys) {
    if (query instanceof Query.Definitions definitions) {
      return addPath(definitions.body(), keys);
    }
    if (!(query instanceof Query.Suffixed term) || !addStart(term.term(), keys)) {
      return false;
    }
    for (Query.Suffix suffix : term.suffixes()) {
      if (!(suffix instanceof Query.At at) || !add(at.key(), keys)) {
        return false;
      }
    }
    return true;
  }

  private static boolean addStart(Query.Term term, List<@Nullable Object> keys) {
    if (term instanceof Query.Index index) {
      return add(index.key(), keys);
    }
    return term instanceof Query.Bracketed bracketed && addPath(bracketed.query(), keys);
  }

  private static boolean add(Query.Key key, List<@Nullable Object> keys) {
    Object constant = key(key);
    keys.add(constant);
    return constant != null;
  }

  /** The constant a key stands for; null when it has to be computed. */
  static @Nullable Object key(Query.Key key) {
    if (key instanceof Query.Name name) {
      return name.name();
    }
    if (key instanceof Query.TextKey text) {
      return TermParser.literal(text.text());
    }
    if (key instanceof Query.Position position) {
      return constant(position.position());
    }
    Query.Slice slice = (Query.Slice) key;
    Object start = slice.start() == null ? null : constant(slice.start());
    Object end = slice.end() == null ? null : constant(slice.end());
    if ((slice.start() != null && start == null) || (slice.end() != null && end == null)) {
      return null;
    }
    SortedMap<String, @Nullable Object> bounds = JqValues.newMap();
    bounds.put("start", start);
    bounds.put("end", end);
    return bounds;
  }

  /** A number or a string; suffixes are not looked at, as in gojq. */
  private static @Nullable Object constant(Query query) {
    if (query instanceof Query.Definitions definitions) {
      return constant(definitions.body());
    }
    if (!(query instanceof Query.Suffixed term)) {
      return null;
    }
    if (term.term() instanceof Query.Sign sign) {
      return number(sign);
    }
    return term.term() instanceof Query.Literal literal && !(literal.value() instanceof Boolean)
        ? literal.value()
        : null;
  }

  /** A number with a sign; null when there is more to it. */
  static @Nullable Object number(Query.Sign sign) {
    Object value = sign.operand().term() instanceof Query.Literal literal ? literal.value() : null;
    if (!JqNumbers.isNumber(value)) {
      return null;
    }
    return sign.negative() ? JqArithmetic.negate(value) : value;
  }
}
