package io.argobuild.core.expression.golang;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code *time.Location}.
 *
 * @param name such as {@code Europe/Berlin}; for a fixed offset the abbreviation, which may be
 *     empty
 * @param pointer false for the struct that a pointer was followed to
 */
public record GoLocation(String name, ZoneId zone, boolean pointer) implements GoValue {
  public static final GoLocation UTC = new GoLocation("UTC", ZoneOffset.UTC, true);

  /** Java knows no larger ones; no place uses any. */
  private static final int MAX_OFFSET = 18 * 3600;

  /** The abbreviations that the time zone database has; other zones are shown by offset. */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "GMT", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "IST", "IDT", "BST", "EST",
          "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT", "AST",
          "ADT", "NST", "NDT", "JST", "KST", "HKT", "PKT", "SAST", "EAT", "CAT", "WAT", "AEST",
          "AEDT", "ACST", "ACDT", "AWST", "NZST", "NZDT", "WIB", "WITA", "WIT", "SST", "ChST");

  /** {@code time.LoadLocation}. */
  public static GoLocation load(String name, ZoneId local) {
    if (name.isEmpty() || name.equals("UTC")) {
      return UTC;
    }
    if (name.equals("Local")) {
      return local(local);
    }
    if (name.contains("..") || name.startsWith("/") || name.startsWith("\\")) {
      throw new GoError("time: invalid location name");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new GoError("unknown time zone " + name);
    }
    return new GoLocation(name, ZoneId.of(name), true);
  }

  /** The machine's zone, which Go calls Local. */
  public static GoLocation local(ZoneId zone) {
    boolean utc = zone.normalized().equals(ZoneOffset.UTC);
    return utc ? UTC : new GoLocation("Local", zone, true);
  }

  public static GoLocation fixed(String abbreviation, int offsetSeconds) {
    if (Math.abs(offsetSeconds) > MAX_OFFSET) {
      throw new GoError("time zone offset out of range");
    }
    return new GoLocation(abbreviation, ZoneOffset.ofTotalSeconds(offsetSeconds), true);
  }

  /** Seconds east of UTC. */
  int offset(Instant at) {
    return zone.getRules().getOffset(at).getTotalSeconds();
  }

  /** What the zone is called at that time; empty when it has no name. */
  String abbreviation(Instant at) {
    if (zone instanceof ZoneOffset) {
      return name;
    }
    boolean summer = zone.getRules().isDaylightSavings(at);
    String shown = TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.US);
    if (ABBREVIATIONS.contains(shown) || shown.equals("UTC")) {
      return shown;
    }
    int minutes = offset(at) / 60;
    String hours = String.format("%s%02d", minutes < 0 ? "-" : "+", Math.abs(minutes / 60));
    return minutes % 60 == 0 ? hours : hours + String.format("%02d", Math.abs(minutes % 60));
  }

  @Override
  public GoType type() {
    return pointer ? GoType.LOCATION : GoType.LOCATION.elem();
  }

  @Override
  public Object dereferenced() {
    return new GoLocation(name, zone, false);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return TimeMethods.bind(this, name);
  }

  @Override
  public String toString() {
    return name;
  }
}
