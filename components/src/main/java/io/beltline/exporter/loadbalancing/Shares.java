package io.beltline.exporter.loadbalancing;

import io.beltline.exporter.loadbalancing.Share.Surround;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a request into what goes to each backend, as slices of the bytes it came as. No item is
 * decoded; a resource that goes to one backend whole is not copied. One thread, one request.
 */
final class Shares {
  private static final int RESOURCE_GROUP = 1;
  private static final int CHILD = 2;
  private static final int OWN = 1;
  private static final int POINT = 1;
  private static final int[] DATA = {
    MetricView.GAUGE,
    MetricView.SUM,
    MetricView.HISTOGRAM,
    MetricView.EXPONENTIAL_HISTOGRAM,
    MetricView.SUMMARY
  };

  private final KeyReader keys;
  private final Ring ring;
  private final Surround[] around = new Surround[Share.LEVELS];
  private final WireFields[] walks = new WireFields[Share.LEVELS + 1];
  private final Map<Integer, Share> shares = new LinkedHashMap<>();
  private final List<Slice> others = new ArrayList<>();

  private Shares(KeyReader keys, Ring ring) {
    this.keys = keys;
    this.ring = ring;
    for (int i = 0; i < walks.length; i++) {
      walks[i] = new WireFields();
    }
  }

  /** The shares of a request by the index of the backend on a ring that has one. */
  static Map<Integer, Telemetry> of(Telemetry telemetry, KeyReader keys, Ring ring) {
    Shares cut = new Shares(keys, ring);
    telemetry.payload().chunks().forEach(cut::request);
    if (cut.shares.size() == 1) {
      return Map.of(cut.shares.keySet().iterator().next(), telemetry);
    }
    Map<Integer, Telemetry> parts = new LinkedHashMap<>();
    cut.shares.forEach(
        (owner, share) -> {
          cut.others.forEach(share::whole);
          Payload payload = share.finish();
          parts.put(owner, telemetry.with(payload));
        });
    return parts;
  }

  private Share share(long hash) {
    return shares.computeIfAbsent(ring.owner(hash), owner -> new Share());
  }

  private void request(Slice chunk) {
    WireFields walk = walks[0].open(chunk);
    while (walk.next()) {
      if (!walk.isBytes(RESOURCE_GROUP)) {
        others.add(walk.whole());
        continue;
      }
      Slice group = walk.content();
      long hash = keys.resource(WireFields.last(group, OWN));
      if (hash != KeyReader.UNDECIDED) {
        share(hash).whole(walk.whole());
      } else {
        around[0] = surround(RESOURCE_GROUP, group, CHILD);
        resource(group);
      }
    }
  }

  private void resource(Slice group) {
    WireFields walk = walks[1].open(group);
    while (walk.next()) {
      if (!walk.isBytes(CHILD)) {
        continue;
      }
      Slice scope = walk.content();
      long hash = keys.scope(WireFields.last(scope, OWN));
      if (hash != KeyReader.UNDECIDED) {
        put(hash, 1, walk.whole());
      } else {
        around[1] = surround(CHILD, scope, CHILD);
        scope(scope);
      }
    }
  }

  private void scope(Slice group) {
    WireFields walk = walks[2].open(group);
    while (walk.next()) {
      if (!walk.isBytes(CHILD)) {
        continue;
      }
      Slice item = walk.content();
      long hash = keys.item(item);
      if (hash != KeyReader.UNDECIDED) {
        put(hash, 2, walk.whole());
      } else {
        metric(item);
      }
    }
  }

  private void metric(Slice metric) {
    around[2] = surround(CHILD, metric, DATA);
    WireFields walk = walks[3].open(metric);
    while (walk.next()) {
      if (holds(walk, DATA)) {
        Slice data = walk.content();
        around[3] = surround(walk.number(), data, POINT);
        WireFields points = walks[4].open(data);
        while (points.next()) {
          if (points.isBytes(POINT)) {
            put(keys.point(points.content(), walk.number()), 4, points.whole());
          }
        }
      }
    }
  }

  private void put(long hash, int depth, Slice field) {
    share(hash).inside(around, depth, field);
  }

  private static boolean holds(WireFields walk, int... children) {
    for (int child : children) {
      if (walk.isBytes(child)) {
        return true;
      }
    }
    return false;
  }

  private static Surround surround(int field, Slice message, int... children) {
    WireFields walk = new WireFields().open(message);
    WireWriter head = new WireWriter();
    while (walk.next()) {
      if (!holds(walk, children)) {
        head.raw(walk.whole());
      }
    }
    return new Surround(field, head.toSlice());
  }
}
