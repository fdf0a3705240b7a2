package io.argobuild.core.expression.jq;

import java.util.List;

/** The words of time formats, and the formats that stand for others. */
final class TimeNames {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final List<String> HALVES = List.of("AM", "PM");

  private TimeNames() {}

  static List<String> shortened(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }

  /** What a directive stands for: other directives without their percent signs; empty for none. */
  static String expansion(char directive) {
    return switch (directive) {
      case 'c' -> "a b e H:M:S Y";
      case '+' -> "a b e H:M:S Z Y";
      case 'v' -> "e-b-Y";
      case 'r' -> "I:M:S p";
      case 'F' -> "Y-m-d";
      case 'D', 'x' -> "m/d/y";
      case 'T', 'X' -> "H:M:S";
      case 'R' -> "H:M";
      default -> "";
    };
  }
}
