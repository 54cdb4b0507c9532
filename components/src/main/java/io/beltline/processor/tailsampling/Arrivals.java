package io.beltline.processor.tailsampling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The spans of a request by their traces. Filled by one thread, then read only. */
final class Arrivals {
  /** The bytes of the tag and length of a usual message. */
  private static final int FRAME = 3;

  private final Map<TraceId, Part> parts = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private int spans;

  /**
   * The spans of one scope.
   *
   * @param place what stands around them
   * @param array the array they are in
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with the request, compared by nobody
  record Group(Place place, byte[] array) {}

  /** The spans of one trace, in order. */
  static final class Part {
    private final TraceFacts facts;
    private int[] spans = new int[8 * SPAN];
    private int filled;
    private long around;
    private static final int SPAN = 4;

    private Part(TraceFacts facts) {
      this.facts = facts;
    }

    private void add(int number, int group, int from, int to) {
      if (filled == spans.length) {
        spans = java.util.Arrays.copyOf(spans, 2 * filled);
      }
      spans[filled] = number;
      spans[filled + 1] = group;
      spans[filled + 2] = from;
      spans[filled + 3] = to;
      filled += SPAN;
    }

    TraceId id() {
      return facts.id();
    }

    TraceFacts facts() {
      return facts;
    }

    /** The bytes of its spans, without what stands around them. */
    long spanBytes() {
      return facts.bytes() - around;
    }

    /** How many there are. */
    int size() {
      return filled / SPAN;
    }

    /** Which span of the request one of them is. */
    int number(int index) {
      return spans[index * SPAN];
    }

    /** The group of one of them. */
    int group(int index) {
      return spans[index * SPAN + 1];
    }

    /** Where one of them begins in the array of its group. */
    int from(int index) {
      return spans[index * SPAN + 2];
    }

    /** Where it ends. */
    int to(int index) {
      return spans[index * SPAN + 3];
    }
  }

  /** Begins the spans of a scope. */
  void group(Place place, byte[] array) {
    groups.add(new Group(place, array));
  }

  /**
   * Adds a span of the last group; returns what is known of its trace. What stands around spans
   * counts once for each trace.
   */
  TraceFacts add(TraceId id, int words, int from, int to) {
    Part part = parts.get(id);
    if (part == null) {
      part = new Part(new TraceFacts(id, words));
      parts.put(id, part);
    }
    int group = groups.size() - 1;
    int last = part.filled == 0 ? -1 : part.group(part.size() - 1);
    if (last != group) {
      int around = around(last, group);
      part.around += around;
      part.facts.around(around);
    }
    part.add(spans++, group, from, to);
    return part.facts;
  }

  /** How many bytes a trace has more, beside its spans, with those of another group. */
  @SuppressWarnings("ReferenceEquality") // scopes of one resource share it
  private int around(int last, int group) {
    Place place = groups.get(group).place();
    int scope = FRAME + place.scope().bytes().length();
    boolean same = last >= 0 && groups.get(last).place().resource() == place.resource();
    return same ? scope : scope + FRAME + place.resource().bytes().length();
  }

  Collection<Part> parts() {
    return parts.values();
  }

  Group group(int number) {
    return groups.get(number);
  }

  /** How many spans the request has. */
  int spans() {
    return spans;
  }
}
