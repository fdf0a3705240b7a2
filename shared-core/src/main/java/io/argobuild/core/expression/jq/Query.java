package io.argobuild.core.expression.jq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as it was written. */
sealed interface Query {

  /** Nothing at all, which only the compiler complains about. */
  record Missing() implements Query {}

  /** Function definitions before a filter. */
  record Definitions(List<Definition> definitions, Query body) implements Query {}

  /** {@code import} and {@code include} directives before a filter. */
  record Imports(List<String> paths, Query body) implements Query {}

  record Pipe(Query left, Query right) implements Query {}

  record Comma(List<Query> alternatives) implements Query {}

  record Binary(Operator operator, Query left, Query right) implements Query {}

  /** {@code source as pattern ?// pattern | body}. */
  record Bind(Query source, List<Pattern> patterns, Query body) implements Query {}

  /** A term with what follows it directly: {@code .a[0][]?}. */
  record Suffixed(Term term, List<Suffix> suffixes) implements Query {}

  /** A function; parameters that begin with a dollar sign are values. */
  record Definition(String name, List<String> parameters, Query body) {}

  /** What stands by itself. */
  sealed interface Term {}

  record Identity() implements Term {}

  record Recurse() implements Term {}

  /** A number, string, boolean or null. */
  record Literal(@Nullable Object value) implements Term {}

  /** {@code .name}, {@code .["name"]}, {@code .[1:2]} applied to the input. */
  record Index(Key key) implements Term {}

  /** A call, or a variable if the name begins with a dollar sign. */
  record Call(String name, List<Query> arguments) implements Term {}

  record ObjectTerm(List<Member> members) implements Term {}

  record ArrayTerm(@Nullable Query elements) implements Term {}

  record Sign(boolean negative, Query.Suffixed operand) implements Term {}

  /** {@code @format}, with or without a string to format. */
  record Format(String name, @Nullable Interpolated text) implements Term {}

  /** A string with expressions in it. */
  record Interpolated(List<Query> parts) implements Term {}

  record If(Query condition, Query then, @Nullable Query otherwise) implements Term {}

  record Try(Query body, @Nullable Query handler) implements Term {}

  record Reduce(Query source, Pattern pattern, Query start, Query update) implements Term {}

  record Foreach(Query source, Pattern pattern, Query start, Query update, @Nullable Query extract)
      implements Term {}

  record Label(String name, Query body) implements Term {}

  record Break(String name) implements Term {}

  record Bracketed(Query query) implements Term {}

  /** What follows a term. */
  sealed interface Suffix {}

  record At(Key key) implements Suffix {}

  record Each() implements Suffix {}

  record Optional() implements Suffix {}

  /** What stands behind a dot or in square brackets. */
  sealed interface Key {}

  record Name(String name) implements Key {}

  /** A string behind a dot. */
  record TextKey(Interpolated text) implements Key {}

  record Position(Query position) implements Key {}

  record Slice(@Nullable Query start, @Nullable Query end) implements Key {}

  /** A member of an object; without a value it takes that of the same name from the input. */
  record Member(ObjectKey key, @Nullable Query value) {}

  /** A key of an object or of a pattern. */
  sealed interface ObjectKey {}

  record NamedKey(String name) implements ObjectKey {}

  record VariableKey(String variable) implements ObjectKey {}

  record TextObjectKey(Interpolated text) implements ObjectKey {}

  record ComputedKey(Query query) implements ObjectKey {}

  /** What values are taken apart by. */
  sealed interface Pattern {}

  record VariablePattern(String name) implements Pattern {}

  record ArrayPattern(List<Pattern> elements) implements Pattern {}

  record ObjectPattern(List<PatternMember> members) implements Pattern {}

  record PatternMember(ObjectKey key, @Nullable Pattern pattern) {}
}
