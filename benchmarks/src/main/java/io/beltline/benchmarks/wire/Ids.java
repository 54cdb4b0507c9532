package io.beltline.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the trace ids or the times of a request stand, so that each time it is sent it can have
 * others: eight bytes of each id are changed by the number of the request, so that spans that were
 * of one trace are of one again; times are later by a millisecond for each number.
 */
final class Ids {
  /** Of requests that stay as they are. */
  static final Ids NONE = new Ids(List.of(), new byte[0], false);

  /** The first half of an id stays, by which one can see where it comes from. */
  private static final int OFFSET = 8;

  private static final int TRACE_ID = 1;
  private static final int TIME = 3;
  private static final long MILLI = 1_000_000;

  private final int[] places;
  private final long[] originals;
  private final boolean times;

  private Ids(List<Integer> places, byte[] request, boolean times) {
    this.places = places.stream().mapToInt(Integer::intValue).toArray();
    this.originals = new long[places.size()];
    this.times = times;
    for (int i = 0; i < originals.length; i++) {
      for (int j = 0; j < Long.BYTES; j++) {
        originals[i] = originals[i] << 8 | (request[this.places[i] + j] & 0xff);
      }
    }
  }

  /** Finds the ids of an OTLP request of spans, or the times of one of metrics. */
  static Ids of(byte[] request, boolean metrics) {
    List<Integer> places = new ArrayList<>();
    Wire message = new Wire(request, 0, request.length);
    if (metrics) {
      findTimes(message, 0, places);
    } else {
      find(message, 0, places);
    }
    return new Ids(places, request, metrics);
  }

  /** ResourceMetrics, ScopeMetrics, Metric, Gauge or Sum, NumberDataPoint. */
  private static void findTimes(Wire message, int level, List<Integer> places) {
    int[] path = {1, 2, 2, 5, 1};
    while (message.next()) {
      boolean sum = level == 3 && message.field() == 7;
      if (level == path.length && message.field() == TIME) {
        places.add(message.start());
      } else if (level < path.length
          && message.type() == 2
          && (sum || message.field() == path[level])) {
        findTimes(message.inner(), level + 1, places);
      }
    }
  }

  /** ResourceSpans, ScopeSpans, Span. */
  private static void find(Wire message, int level, List<Integer> places) {
    while (message.next()) {
      if (level == 3 && message.field() == TRACE_ID) {
        places.add(message.start() + OFFSET);
      } else if (level < 3 && message.field() == (level == 0 ? 1 : 2) && message.type() == 2) {
        find(message.inner(), level + 1, places);
      }
    }
  }

  /** How many there are. */
  int count() {
    return places.length;
  }

  /** Where the bytes of an id that change begin in the request. */
  int at(int place) {
    return places[place];
  }

  /** What is to stand at a place in a request with a number. */
  long value(int place, long number) {
    if (times) {
      return Long.reverseBytes(Long.reverseBytes(originals[place]) + number * MILLI);
    }
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    return originals[place] ^ mixed ^ (mixed >>> 32);
  }
}
