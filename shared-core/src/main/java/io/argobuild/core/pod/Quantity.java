package io.argobuild.core.pod;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes quantities such as {@code 500m}, {@code 1.5Gi}, {@code 1e3}. */
public final class Quantity {
  private static final Pattern FORM =
      Pattern.compile("([+-]?[0-9]{1,30}(?:\\.[0-9]{0,30})?|[+-]?\\.[0-9]{1,30})(.{0,4})");
  private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?[0-9]{1,2})");
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
          Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("E", BigDecimal.TEN.pow(18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantity() {}

  /** Empty when the text is none. */
  public static Optional<BigDecimal> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String number = form.group(1);
    BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
    String suffix = form.group(2);
    BigDecimal factor = SUFFIXES.get(suffix);
    if (factor != null) {
      return Optional.of(value.multiply(factor));
    }
    Matcher exponent = EXPONENT.matcher(suffix);
    return exponent.matches()
        ? Optional.of(value.movePointRight(Integer.parseInt(exponent.group(1))))
        : Optional.empty();
  }

  /** The value in units of the divisor, rounded up, as the downward API tells it. */
  public static String inUnits(BigDecimal value, BigDecimal divisor) {
    return value.divide(divisor, 0, RoundingMode.CEILING).toPlainString();
  }
}
