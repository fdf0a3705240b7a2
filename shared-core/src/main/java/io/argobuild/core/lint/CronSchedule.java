package io.argobuild.core.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The standard syntax of cron schedules with five fields, in the words of Argo's parser. */
final class CronSchedule {
  private static final Set<String> DESCRIPTORS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final Pattern DURATION =
      Pattern.compile("[-+]?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))++");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<Bounds> FIELDS =
      List.of(
          new Bounds(0, 59, List.of()),
          new Bounds(0, 23, List.of()),
          new Bounds(1, 31, List.of()),
          new Bounds(1, 12, MONTHS),
          new Bounds(0, 6, DAYS));

  private record Bounds(int min, int max, List<String> names) {}

  /** Stops at the first fault. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message, null, false, false);
    }
  }

  private CronSchedule() {}

  /** What is wrong, if anything. */
  static Optional<String> error(String schedule) {
    try {
      parse(schedule);
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.ofNullable(fault.getMessage());
    }
  }

  private static void parse(String schedule) throws Fault {
    if (schedule.isEmpty()) {
      throw new Fault("empty spec string");
    }
    String spec = schedule;
    if (spec.startsWith("TZ=") || spec.startsWith("CRON_TZ=")) {
      int blank = spec.indexOf(' ');
      spec = blank < 0 ? "" : spec.substring(blank).strip();
    }
    if (spec.startsWith("@")) {
      descriptor(spec);
      return;
    }
    String[] fields = spec.isBlank() ? new String[0] : spec.strip().split("\\s+");
    if (fields.length != FIELDS.size()) {
      throw new Fault(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.length, String.join(" ", fields)));
    }
    for (int i = 0; i < fields.length; i++) {
      for (String part : fields[i].split(",", -1)) {
        if (!part.isEmpty()) {
          range(part, FIELDS.get(i));
        }
      }
    }
  }

  private static void descriptor(String spec) throws Fault {
    String every = "@every ";
    if (spec.startsWith(every)) {
      String duration = spec.substring(every.length());
      if (!DURATION.matcher(duration).matches()) {
        throw new Fault(
            "failed to parse duration %s: time: invalid duration \"%s\"".formatted(spec, duration));
      }
    } else if (!DESCRIPTORS.contains(spec)) {
      throw new Fault("unrecognized descriptor: " + spec);
    }
  }

  private static void range(String text, Bounds bounds) throws Fault {
    String[] rangeAndStep = text.split("/", -1);
    String[] lowAndHigh = rangeAndStep[0].split("-", -1);
    int start = bounds.min;
    int end = bounds.max;
    if (!lowAndHigh[0].equals("*") && !lowAndHigh[0].equals("?")) {
      start = number(lowAndHigh[0], bounds);
      end = start;
      if (lowAndHigh.length == 2) {
        end = number(lowAndHigh[1], bounds);
      } else if (lowAndHigh.length > 2) {
        throw new Fault("too many hyphens: " + text);
      }
    }
    int step = 1;
    if (rangeAndStep.length == 2) {
      step = number(rangeAndStep[1], new Bounds(0, 0, List.of()));
      end = lowAndHigh.length == 1 ? bounds.max : end;
    } else if (rangeAndStep.length > 2) {
      throw new Fault("too many slashes: " + text);
    }
    check(text, bounds, start, end, step);
  }

  private static void check(String text, Bounds bounds, int start, int end, int step) throws Fault {
    if (start < bounds.min) {
      throw new Fault(
          "beginning of range (%d) below minimum (%d): %s".formatted(start, bounds.min, text));
    }
    if (end > bounds.max) {
      throw new Fault("end of range (%d) above maximum (%d): %s".formatted(end, bounds.max, text));
    }
    if (start > end) {
      throw new Fault(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, text));
    }
    if (step == 0) {
      throw new Fault("step of range should be a positive number: " + text);
    }
  }

  private static int number(String text, Bounds bounds) throws Fault {
    int name = bounds.names.indexOf(text.toLowerCase(Locale.ROOT));
    if (name >= 0) {
      return name + bounds.min;
    }
    if (!text.matches("[-+]?\\d{1,9}")) {
      throw new Fault(
          "failed to parse int from %1$s: strconv.Atoi: parsing \"%1$s\": invalid syntax"
              .formatted(text));
    }
    int number = Integer.parseInt(text);
    if (number < 0) {
      throw new Fault("negative number (%d) not allowed: %s".formatted(number, text));
    }
    return number;
  }
}
