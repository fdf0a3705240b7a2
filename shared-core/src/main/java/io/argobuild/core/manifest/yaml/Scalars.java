package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a scalar by its text and tag, as go-yaml 2 has it: YAML 1.1 words and octals, no
 * sexagesimals, dates stay text. Integers are LongNode or, if unsigned, BigIntegerNode.
 */
final class Scalars {
  private static final String PREFIX = TagDirectives.YAML_PREFIX;
  private static final String BINARY = PREFIX + "binary";
  private static final String STRING = PREFIX + "str";
  private static final String INTEGER = PREFIX + "int";
  private static final String FLOAT = PREFIX + "float";
  private static final String BOOLEAN = PREFIX + "bool";
  private static final String NULL = PREFIX + "null";
  private static final String TIMESTAMP = PREFIX + "timestamp";
  private static final Set<String> RESOLVABLE =
      Set.of("", STRING, BOOLEAN, INTEGER, FLOAT, NULL, TIMESTAMP);
  private static final Pattern FLOAT_TEXT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern DOT_FLOAT_TEXT =
      Pattern.compile("\\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?");
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final Map<String, JsonNode> WORDS = words();

  private Scalars() {}

  private static Map<String, JsonNode> words() {
    Map<String, JsonNode> words = new HashMap<>();
    for (String word : "y Y yes Yes YES true True TRUE on On ON".split(" ")) {
      words.put(word, BooleanNode.TRUE);
    }
    for (String word : "n N no No NO false False FALSE off Off OFF".split(" ")) {
      words.put(word, BooleanNode.FALSE);
    }
    for (String word : "~ null Null NULL".split(" ")) {
      words.put(word, NullNode.getInstance());
    }
    words.put("", NullNode.getInstance());
    for (String word : ".nan .NaN .NAN".split(" ")) {
      words.put(word, DoubleNode.valueOf(Double.NaN));
    }
    for (String word : ".inf .Inf .INF".split(" ")) {
      words.put(word, DoubleNode.valueOf(Double.POSITIVE_INFINITY));
      words.put("+" + word, DoubleNode.valueOf(Double.POSITIVE_INFINITY));
      words.put("-" + word, DoubleNode.valueOf(Double.NEGATIVE_INFINITY));
    }
    return words;
  }

  static JsonNode resolve(YamlNode node) {
    String tag = node.tag();
    if (tag.isEmpty() && !node.implicit()) {
      return TextNode.valueOf(node.value());
    }
    if (tag.equals(BINARY)) {
      return TextNode.valueOf(Base64Text.decode(node));
    }
    if (tag.equals(STRING) || !RESOLVABLE.contains(tag)) {
      return TextNode.valueOf(node.value());
    }
    if (tag.equals(TIMESTAMP) && Timestamps.isTimestamp(node.value())) {
      return TextNode.valueOf(node.value());
    }
    return checkTag(node, tag, resolvePlain(node.value()));
  }

  /** The value of a plain scalar without a tag. */
  static JsonNode resolvePlain(String text) {
    JsonNode word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    JsonNode number = null;
    if (first == '.') {
      // Here underscores must part digits; after a digit they may stand anywhere.
      number = DOT_FLOAT_TEXT.matcher(text).matches() ? floatOf(text.replace("_", "")) : null;
    } else if (first >= '0' && first <= '9' || first == '+' || first == '-') {
      number = numberOf(text.replace("_", ""));
    }
    return number == null ? TextNode.valueOf(text) : number;
  }

  private static JsonNode checkTag(YamlNode node, String tag, JsonNode value) {
    String found = tagOf(value);
    if (tag.isEmpty() || tag.equals(found)) {
      return value;
    }
    if (tag.equals(FLOAT) && value instanceof LongNode) {
      return DoubleNode.valueOf(value.longValue());
    }
    String problem =
        "cannot decode %s `%s` as a %s".formatted(shortTag(found), node.value(), shortTag(tag));
    throw YamlFault.ofValue(problem, node.mark());
  }

  private static String tagOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> BOOLEAN;
      case NULL -> NULL;
      case NUMBER -> value.isIntegralNumber() ? INTEGER : FLOAT;
      default -> STRING;
    };
  }

  private static String shortTag(String tag) {
    return tag.startsWith(PREFIX) ? "!!" + tag.substring(PREFIX.length()) : tag;
  }

  private static @Nullable JsonNode numberOf(String plain) {
    JsonNode integer = integerOf(plain, 0);
    if (integer != null) {
      return integer;
    }
    JsonNode number = floatOf(plain);
    // A sign after the prefix is a quirk of go-yaml.
    return number == null && plain.startsWith("0b") ? integerOf(plain.substring(2), 2) : number;
  }

  private static @Nullable JsonNode floatOf(String plain) {
    if (!FLOAT_TEXT.matcher(plain).matches()) {
      return null;
    }
    double value = Double.parseDouble(plain);
    return Double.isInfinite(value) ? null : DoubleNode.valueOf(value);
  }

  /** Go's ParseInt, then ParseUint, of 64 bits; base 0 goes by the prefix. */
  private static @Nullable JsonNode integerOf(String text, int base) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int radix = base == 0 ? radixOf(digits) : base;
    if (base == 0 && radix != 10) {
      boolean letter = digits.length() > 2 && Character.isLetter(digits.charAt(1));
      digits = digits.substring(letter && (radix != 8 || (digits.charAt(1) | 32) == 'o') ? 2 : 1);
    }
    if (!isNumber(digits, radix)) {
      return null;
    }
    BigInteger size = new BigInteger(digits, radix);
    BigInteger value = text.startsWith("-") ? size.negate() : size;
    if (value.bitLength() < 64) {
      return LongNode.valueOf(value.longValue());
    }
    return signed || value.compareTo(MAX_UNSIGNED) > 0 ? null : BigIntegerNode.valueOf(value);
  }

  private static int radixOf(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.length() < 3 ? '0' : (char) (digits.charAt(1) | 32)) {
      case 'x' -> 16;
      case 'b' -> 2;
      default -> 8;
    };
  }

  private static boolean isNumber(String digits, int radix) {
    return !digits.isEmpty()
        && digits.length() <= 400
        && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
  }

  /** The text of a key in JSON; null if Kubernetes takes no such key. */
  static @Nullable String keyText(JsonNode key) {
    return switch (key.getNodeType()) {
      case STRING, BOOLEAN -> key.asText();
      case NUMBER -> numberText(key);
      default -> null;
    };
  }

  private static @Nullable String numberText(JsonNode key) {
    if (key instanceof DoubleNode) {
      return GoNumbers.singlePrecision(key.doubleValue());
    }
    return key instanceof LongNode ? key.asText() : null;
  }
}
