package io.beltline.components.operators;

import io.beltline.components.timelayout.EpochLayout;
import io.beltline.components.timelayout.InvalidTimeException;
import io.beltline.components.timelayout.TimeLayout;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an entry stands, and how.
 *
 * @param parseFrom the field
 * @param layoutType which kind of layout it is
 * @param layout how the time is written
 * @param location where times without an offset are meant
 * @param timeZoneLocations where times are meant that name a zone
 */
public record TimestampConfig(
    @Doc("The field with the time.") @Nullable Field parseFrom,
    @Default("strptime") @Doc("strptime, gotime or epoch.") LayoutType layoutType,
    @Doc("How the time is written.") String layout,
    @Doc("The time zone of times without an offset; UTC for layouts that end in Z, else Local.")
        String location,
    @Doc("Time zones by the abbreviation that a time names, with %Z or MST.")
        Map<String, String> timeZoneLocations)
    implements Validated {

  /** The kinds of layouts. */
  public enum LayoutType {
    /** With directives such as %Y. */
    STRPTIME,
    /** As Go shows them. */
    GOTIME,
    /** Numbers since 1970. */
    EPOCH
  }

  @Override
  public void validate(Problems problems) {
    if (parseFrom == null) {
      problems.add("parse_from", "is missing (expected: the field with the time)");
    }
    if (layout.isEmpty()) {
      problems.add("layout", "is missing (expected: a layout such as %Y-%m-%dT%H:%M:%S)");
      return;
    }
    zone(location, "location", problems);
    timeZoneLocations.forEach((name, zone) -> zone(zone, "time_zone_locations::" + name, problems));
    try {
      if (layoutType == LayoutType.EPOCH) {
        EpochLayout.of(layout);
      } else if (!compiled(null, Map.of()).namesZone() && !timeZoneLocations.isEmpty()) {
        problems.add(
            "time_zone_locations", "has no use: the layout names no zone (expected: %Z or MST)");
      }
    } catch (InvalidTimeException wrong) {
      problems.add("layout", String.valueOf(wrong.getMessage()));
    }
  }

  private static @Nullable ZoneId zone(String name, String key, Problems problems) {
    try {
      return zone(name);
    } catch (DateTimeException unknown) {
      problems.add(key, "\"" + name + "\" is no time zone (expected: one such as Europe/Berlin)");
      return null;
    }
  }

  private static @Nullable ZoneId zone(String name) {
    return name.isEmpty() ? null : name.equals("Local") ? ZoneId.systemDefault() : ZoneId.of(name);
  }

  private TimeLayout compiled(@Nullable ZoneId zone, Map<String, ZoneId> zones)
      throws InvalidTimeException {
    return layoutType == LayoutType.STRPTIME
        ? TimeLayout.strptime(layout, zone, zones)
        : TimeLayout.go(layout, zone, zones);
  }

  /** Reads the time of entries; of a valid configuration. */
  TimeSource compile() {
    try {
      if (layoutType == LayoutType.EPOCH) {
        EpochLayout epoch = EpochLayout.of(layout);
        return (value, now) -> epoch.parse(value);
      }
      Map<String, ZoneId> zones = new LinkedHashMap<>();
      timeZoneLocations.forEach((name, zone) -> zones.put(name, ZoneId.of(zone)));
      TimeLayout compiled = compiled(zone(location), zones);
      return (value, now) -> {
        if (!(value instanceof String text)) {
          throw new InvalidTimeException(
              "the time is no text (expected: one of layout " + layout + ")");
        }
        return compiled.parse(text, now);
      };
    } catch (InvalidTimeException wrong) {
      throw new IllegalStateException("not validated", wrong);
    }
  }

  /** Turns a value into nanoseconds since 1970-01-01T00:00:00Z. */
  @FunctionalInterface
  interface TimeSource {
    long parse(Object value, long now) throws InvalidTimeException;
  }
}
