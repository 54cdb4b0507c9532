package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.PointKind;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.WireWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The series of one metric and resource, up to a limit, and as long as there is room over all. One
 * thread.
 */
final class SeriesTable {
  private static final Attribute OVERFLOW = Attribute.of("otel.metric.overflow", true);

  private final Map<Slice, Series> series = new HashMap<>();
  private final Supplier<Aggregate> aggregates;
  private final PointKind kind;
  private final int limit;
  private final SeriesRoom room;
  private @Nullable Series overflow;

  SeriesTable(Supplier<Aggregate> aggregates, int limit, SeriesRoom room) {
    this.aggregates = aggregates;
    this.kind = aggregates.get().kind();
    this.limit = limit;
    this.room = room;
  }

  /** The series of some attributes; with too many, the one of all others. */
  Series of(Slice attributes, long now) {
    Series found = series.get(attributes);
    if (found == null) {
      found = series.size() < limit && room.take() ? add(attributes, now) : overflow(now);
    }
    found.lastSeen = now;
    return found;
  }

  private Series add(Slice attributes, long now) {
    Slice kept = Slice.of(attributes.toByteArray());
    Series added = new Series(kept, aggregates.get(), now);
    series.put(kept, added);
    return added;
  }

  private Series overflow(long now) {
    Series others = overflow;
    if (others == null) {
      WireWriter out = new WireWriter(32);
      out.attribute(kind.attributes(), OVERFLOW);
      others = new Series(out.toSlice(), aggregates.get(), now);
      overflow = others;
    }
    return others;
  }

  @SuppressWarnings("ReferenceEquality") // there is one
  boolean isOverflow(Series one) {
    return one == overflow;
  }

  /** What its points are. */
  PointKind kind() {
    return kind;
  }

  void each(Consumer<Series> action) {
    series.values().forEach(action);
    if (overflow != null) {
      action.accept(overflow);
    }
  }

  /** Forgets exemplars, and series that were not seen for some nanoseconds; zero keeps all. */
  void tidy(long now, long patience) {
    int before = series.size();
    series.values().removeIf(one -> isStale(one, now, patience));
    room.give(before - series.size());
    series.values().forEach(one -> one.exemplars.clear());
    if (overflow != null) {
      overflow.exemplars.clear();
      if (isStale(overflow, now, patience)) {
        overflow = null;
      }
    }
  }

  private static boolean isStale(Series one, long now, long patience) {
    return patience > 0 && now - one.lastSeen >= patience;
  }

  int size() {
    return series.size();
  }
}
