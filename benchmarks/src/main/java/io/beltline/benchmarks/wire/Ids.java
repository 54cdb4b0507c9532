package io.beltline.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the trace ids of a request stand, so that each time it is sent it can have others: eight
 * bytes of each id are changed by the number of the request, so that spans that were of one trace
 * are of one again.
 */
final class Ids {
  /** Of requests that stay as they are. */
  static final Ids NONE = new Ids(new int[0], new long[0]);

  /** The first half of an id stays, by which one can see where it comes from. */
  private static final int OFFSET = 8;

  private static final int TRACE_ID = 1;

  private final int[] places;
  private final long[] originals;

  /**
   * Ids at places.
   *
   * @param places where the bytes that change begin in the request
   * @param originals what stands there
   */
  private Ids(int[] places, long[] originals) {
    this.places = places;
    this.originals = originals;
  }

  /** Finds the ids of an OTLP request of spans. */
  static Ids of(byte[] request) {
    List<Integer> places = new ArrayList<>();
    find(new Wire(request, 0, request.length), 0, places);
    int[] all = places.stream().mapToInt(Integer::intValue).toArray();
    long[] originals = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < Long.BYTES; j++) {
        originals[i] = originals[i] << 8 | (request[all[i] + j] & 0xff);
      }
    }
    return new Ids(all, originals);
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
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    return originals[place] ^ mixed ^ (mixed >>> 32);
  }
}
