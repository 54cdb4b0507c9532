package io.beltline.exporter.loki;

import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What becomes of the records of a request: lines of streams, and what cannot be sent. */
final class Plan {
  private final Map<String, Map<SortedMap<String, String>, Stream>> tenants = new LinkedHashMap<>();
  private final List<Stream> streams = new ArrayList<>();
  private final BitSet tooLong = new BitSet();
  private final BitSet ofNobody = new BitSet();
  private final Map<Integer, Lost> lost = new HashMap<>();
  private int longest;

  /** Adds a line. */
  void add(Labelled where, int item, long time, Slice text) {
    tenants
        .computeIfAbsent(where.tenant(), all -> new HashMap<>())
        .computeIfAbsent(
            where.labels(),
            labels -> {
              Stream stream = new Stream(where.tenant(), labels);
              streams.add(stream);
              return stream;
            })
        .add(new Line(item, time, text, where.metadata()));
    if (!where.lost().isNothing()) {
      lost.put(item, where.lost());
    }
  }

  /** A line is longer than it may be. */
  void tooLong(int item, int bytes) {
    tooLong.set(item);
    longest = Math.max(longest, bytes);
  }

  /** The tenant of a record cannot be sent. */
  void ofNobody(int item) {
    ofNobody.set(item);
  }

  /** Tells what is lost of records, but for those of these places. */
  void lost(BitSet but, LabelLosses losses) {
    lost.forEach(
        (item, what) -> {
          if (!but.get(item)) {
            what.tell(losses);
          }
        });
  }

  /** The streams in the order they came. */
  Collection<Stream> streams() {
    return streams;
  }

  /** The records whose tenants cannot be sent, by their places. */
  BitSet ofNobody() {
    return ofNobody;
  }

  /** The records whose lines are too long, by their places. */
  BitSet tooLong() {
    return tooLong;
  }

  /** The bytes of the longest of those. */
  int longest() {
    return longest;
  }
}
