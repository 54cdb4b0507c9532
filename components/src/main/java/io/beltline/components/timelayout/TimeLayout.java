package io.beltline.components.timelayout;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layout of times in texts. Immutable, safe for all threads.
 *
 * <p>Reads as Go's {@code time.Parse}: a fraction may follow the seconds whether or not the layout
 * has one, with as many digits as there are. A time without a year is of this year where it was
 * written, of the last if it would lie more than a week ahead, and of the next if it lies a day
 * ahead at most.
 */
public final class TimeLayout {
  private final String layout;
  private final Part[] parts;
  private final ZoneId location;
  private final Map<String, ZoneId> locations;

  private TimeLayout(
      String layout, List<Part> parts, ZoneId location, Map<String, ZoneId> locations) {
    this.layout = layout;
    this.parts = fractions(parts);
    this.location = location.normalized();
    this.locations = Map.copyOf(locations);
  }

  /**
   * A layout with directives such as {@code %Y}.
   *
   * @param location where times without an offset are meant; null for UTC where the layout ends in
   *     Z, else for that of the process
   * @param locations where times are meant that name a zone, by the name
   * @throws InvalidTimeException if it is none
   */
  public static TimeLayout strptime(
      String layout, @Nullable ZoneId location, Map<String, ZoneId> locations)
      throws InvalidTimeException {
    return new TimeLayout(
        layout, StrptimeLayout.parts(layout), location(layout, location), locations);
  }

  /**
   * A layout of Go's.
   *
   * @param location as for {@link #strptime}
   * @param locations as for {@link #strptime}
   * @throws InvalidTimeException if it is none
   */
  public static TimeLayout go(
      String layout, @Nullable ZoneId location, Map<String, ZoneId> locations)
      throws InvalidTimeException {
    return new TimeLayout(layout, GoLayout.parts(layout), location(layout, location), locations);
  }

  /** The parts, and a fraction behind seconds that have none. */
  private static Part[] fractions(List<Part> parts) {
    List<Part> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      all.add(parts.get(i));
      boolean more = i + 1 < parts.size() && parts.get(i + 1).isFraction();
      if (parts.get(i).isSecond() && !more) {
        all.add(Part.FRACTION);
      }
    }
    return all.toArray(Part[]::new);
  }

  private static ZoneId location(String layout, @Nullable ZoneId location) {
    if (location != null) {
      return location;
    }
    return layout.endsWith("Z") ? ZoneOffset.UTC : ZoneId.systemDefault();
  }

  /** Whether times of it name a zone. */
  public boolean namesZone() {
    return Arrays.stream(parts).anyMatch(part -> part.is(Part.Directive.ZONE_NAME));
  }

  /**
   * The moment a text means, in nanoseconds since 1970-01-01T00:00:00Z.
   *
   * @param now the present, for texts without a year
   * @throws InvalidTimeException if it means none
   */
  public long parse(String text, long now) throws InvalidTimeException {
    TimeFields fields = new TimeFields();
    new TimeReader(text, layout, fields).read(parts);
    String name = fields.zoneName;
    ZoneId named = name == null ? null : locations.get(name);
    if (named != null) {
      fields.zoneName = null;
    }
    try {
      return fields.unixNanos(named == null ? location : named, now);
    } catch (InvalidTimeException wrong) {
      throw new InvalidTimeException("\"" + text + "\" " + wrong.getMessage());
    }
  }

  @Override
  public String toString() {
    return layout;
  }
}
