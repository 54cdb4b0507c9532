package io.beltline.receiver.influxdb;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the schema {@code telegraf-prometheus-v2}: the measurement is {@code prometheus}, fields
 * have the names of metrics, and a histogram or a summary has a line for each bucket or quantile
 * and one for its count and sum. One thread.
 */
final class SecondSchema {
  /** What a value, or a series at a time, takes on the heap. */
  private static final int OBJECT = 160;

  private static final String LE = "le";
  private static final String QUANTILE = "quantile";
  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String SUM = "_sum";

  private final Gathered all;
  private final Room room;
  private final Map<Name, Family> families = new LinkedHashMap<>();

  // what lines share is there once: the fields of a line find it without looking at its tags
  private final Map<Origin, Source> sources = new HashMap<>();
  private final Map<Measured, Place> places = new HashMap<>();

  private record Origin(Slice resource, Slice scope) {}

  /** An origin; there are no two of the same. */
  private static final class Source {}

  /** What lines of the same tags and time say; there are no two of the same. */
  private static final class Place {
    private final Measured at;
    private final Source source;

    Place(Measured at, Source source) {
      this.at = at;
      this.source = source;
    }
  }

  private record Name(Source source, String metric) {}

  /** What has a name: one summary among it shows that all are. */
  private static final class Family {
    private final Map<Place, Distribution> series = new LinkedHashMap<>();
    private boolean summary;
  }

  SecondSchema(Gathered all, Room room) {
    this.all = all;
    this.room = room;
  }

  /** What a field says of a distribution. */
  private record Part(String name, boolean summary, Consumer<Distribution> what) {}

  /** Adds the points of a line. */
  void add(Line line, Measured at) throws MalformedLineException {
    room.take((long) OBJECT * line.fields().size());
    List<Part> parts = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String key : line.fields().keySet()) {
      Part part = part(line, key);
      if (part == null) {
        others.add(key);
      } else {
        parts.add(part);
      }
    }
    if (!parts.isEmpty()) {
      String said = line.tags().containsKey(LE) ? LE : QUANTILE;
      Place place = place(line.tags().containsKey(said) ? at.without(said) : at);
      for (Part part : parts) {
        part.what.accept(series(place, part));
      }
    }
    rest(line, at, others, !parts.isEmpty());
  }

  private static @Nullable Part part(Line line, String key) throws MalformedLineException {
    if (!(line.fields().get(key) instanceof Number number)) {
      return null;
    }
    String le = line.tags().get(LE);
    String quantile = line.tags().get(QUANTILE);
    if (le != null) {
      return key.endsWith(BUCKET) ? bucket(key, le, number) : null;
    }
    return quantile == null ? whole(key, line.fields()) : quantile(key, quantile, number);
  }

  /** Fields that are no part of a distribution: alone they have the name of the metric. */
  private void rest(Line line, Measured at, List<String> keys, boolean distributed) {
    int fields = line.fields().size() - (line.fields().containsKey(Measured.START) ? 1 : 0);
    boolean named = distributed || fields == 1;
    for (String key : keys) {
      Object value = line.fields().get(key);
      if (value instanceof Number) {
        all.gauge(at, named ? key : line.measurement() + "_" + key, value);
      } else if (!key.equals(Measured.START)) {
        all.skip();
      }
    }
  }

  private static Part bucket(String key, String le, Number count) throws MalformedLineException {
    double bound = bound(LE, le);
    double value = Distribution.count(key, count);
    return new Part(stem(key, BUCKET), false, one -> one.value(bound, value));
  }

  private static Part quantile(String key, String quantile, Number value)
      throws MalformedLineException {
    double bound = bound(QUANTILE, quantile);
    double found = value.doubleValue();
    return new Part(key, true, one -> one.value(bound, found));
  }

  private static double bound(String tag, String value) throws MalformedLineException {
    double bound = Bound.of(value);
    if (Double.isNaN(bound)) {
      throw new MalformedLineException(
          "tag \"%s\" is no number: \"%s\"".formatted(tag, MalformedLineException.shown(value)));
    }
    return bound;
  }

  /** A count beside a sum; null for anything else. */
  private static @Nullable Part whole(String key, Map<String, Object> fields)
      throws MalformedLineException {
    boolean isCount = key.endsWith(COUNT);
    if (!isCount && !key.endsWith(SUM)) {
      return null;
    }
    String name = stem(key, isCount ? COUNT : SUM);
    if (!(fields.get(name + COUNT) instanceof Number count)
        || !(fields.get(name + SUM) instanceof Number sum)) {
      return null;
    }
    if (!isCount) {
      return new Part(name, false, one -> one.sum(sum.doubleValue()));
    }
    double counted = Distribution.count(key, count);
    return new Part(name, false, one -> one.count(counted));
  }

  private static String stem(String key, String suffix) {
    return key.substring(0, key.length() - suffix.length());
  }

  private Place place(Measured at) {
    return places.computeIfAbsent(
        at,
        key -> {
          room.take(4L * OBJECT + at.bytes());
          Origin origin = new Origin(at.resource(), at.scope());
          return new Place(at, sources.computeIfAbsent(origin, one -> new Source()));
        });
  }

  private Distribution series(Place place, Part part) {
    Name name = new Name(place.source, part.name);
    Family family = families.get(name);
    if (family == null) {
      room.take(2L * OBJECT + 2L * part.name.length());
      family = new Family();
      families.put(name, family);
    }
    family.summary |= part.summary;
    return family.series.computeIfAbsent(
        place,
        key -> {
          room.take(4L * OBJECT);
          return new Distribution();
        });
  }

  /** Adds what more than one line may make up. */
  void finish() {
    families.forEach(
        (name, family) ->
            family.series.forEach(
                (place, distribution) -> {
                  if (family.summary) {
                    distribution.addSummary(all, place.at, name.metric());
                  } else {
                    distribution.addHistogram(all, place.at, name.metric());
                  }
                }));
    families.clear();
    places.clear();
    sources.clear();
  }
}
