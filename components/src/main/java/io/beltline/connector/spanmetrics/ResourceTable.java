package io.beltline.connector.spanmetrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The resources that are kept. Those beyond the limit that were not seen for longest are sent once
 * more and then forgotten; so many wait for that at most, and further ones are lost. One thread.
 */
final class ResourceTable {
  private static final int LEAVING = 10;

  private final AggregationSettings settings;
  private final Runnable lost;
  private final SeriesRoom room;
  private final LinkedHashMap<Slice, ResourceSeries> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Slice, ResourceSeries> leaving = new LinkedHashMap<>();

  /**
   * No resource yet.
   *
   * @param lost told of each resource that is forgotten without being sent
   */
  ResourceTable(AggregationSettings settings, Runnable lost) {
    this.settings = settings;
    this.lost = lost;
    this.room = new SeriesRoom(settings.limits().allSeries());
  }

  ResourceSeries of(ResourceView resource, long now) {
    boolean apart = settings.form() == AggregationSettings.Form.CONNECTOR;
    Slice key = apart ? key(resource.attributes()) : Slice.EMPTY;
    ResourceSeries found = kept.get(key);
    if (found == null) {
      found = leaving.remove(key);
      if (found == null) {
        found =
            new ResourceSeries(
                key, apart ? content(resource.attributes()) : Slice.EMPTY, settings, room);
      }
      kept.put(key, found);
      makeRoom();
    }
    found.lastSeen = now;
    return found;
  }

  private void makeRoom() {
    int limit = settings.limits().resources();
    if (kept.size() > limit) {
      Map.Entry<Slice, ResourceSeries> eldest = kept.firstEntry();
      kept.remove(eldest.getKey());
      leaving.put(eldest.getKey(), eldest.getValue());
      if (leaving.size() > (long) LEAVING * limit) {
        room.give(leaving.pollFirstEntry().getValue().size());
        lost.run();
      }
    }
  }

  /** What tells resources apart, whatever the order of their attributes. */
  private Slice key(AttributesView attributes) {
    Set<String> wanted = settings.limits().resourceKeys();
    List<Slice> parts = new ArrayList<>();
    while (attributes.next()) {
      if (wanted.isEmpty() || wanted.contains(attributes.key())) {
        parts.add(attributes.item().toSlice());
      }
    }
    parts.sort(ResourceTable::compare);
    WireWriter out = new WireWriter();
    parts.forEach(part -> out.bytes(1, part));
    return out.toSlice();
  }

  private static int compare(Slice a, Slice b) {
    return Arrays.compare(a.array(), a.offset(), a.end(), b.array(), b.offset(), b.end());
  }

  private static Slice content(AttributesView attributes) {
    WireWriter out = new WireWriter();
    while (attributes.next()) {
      out.bytes(ResourceView.ATTRIBUTES, attributes.item().toSlice());
    }
    return out.toSlice();
  }

  void each(Consumer<ResourceSeries> action) {
    kept.values().forEach(action);
    leaving.values().forEach(action);
  }

  /** Forgets what is forgotten after all was sent. */
  void tidy(long now) {
    boolean delta = settings.temporality() == Temporality.DELTA;
    long patience = settings.limits().resourceExpiration().toNanos();
    forget(leaving, _ -> true);
    forget(kept, one -> delta || (patience > 0 && now - one.lastSeen >= patience));
    kept.values().forEach(one -> one.tidy(now, settings.limits().seriesExpiration().toNanos()));
  }

  private void forget(Map<Slice, ResourceSeries> from, Predicate<ResourceSeries> condition) {
    from.values()
        .removeIf(
            one -> {
              boolean goes = condition.test(one);
              room.give(goes ? one.size() : 0);
              return goes;
            });
  }
}
