package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.IncomingExemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A point that several series tell: a sum, a count, and parts in the order of their bounds. */
abstract class JoinedPoint extends SeriesPoint {
  final SortedMap<Double, Part> parts = new TreeMap<>();
  double sum;
  double count;
  private int sumSeen;
  private int countSeen;

  JoinedPoint(byte[] attributes) {
    super(attributes);
  }

  /** The part of a bound, which is new if none has it. */
  final Part part(double bound) {
    return parts.computeIfAbsent(bound, Part::new);
  }

  /** Takes its sum; false if it has been told already. */
  final boolean sum(double value) {
    boolean first = sumSeen != seen;
    sum = first ? value : sum;
    sumSeen = seen;
    return first;
  }

  /** Takes its count; false if it has been told already. */
  final boolean count(double value) {
    boolean first = countSeen != seen;
    count = first ? value : count;
    countSeen = seen;
    return first;
  }

  /** Takes the value of a part; false if it has been told already. */
  final boolean value(Part part, double value) {
    boolean first = part.seen != seen;
    part.value = first ? value : part.value;
    part.seen = seen;
    return first;
  }

  final boolean hasSum() {
    return sumSeen == seen;
  }

  final boolean hasCount() {
    return countSeen == seen;
  }

  /** Adds exemplars, which come with the parts. */
  final void add(List<IncomingExemplar> more) {
    if (more.isEmpty()) {
      return;
    }
    if (exemplars.isEmpty()) {
      exemplars = new ArrayList<>(more);
    } else {
      exemplars.addAll(more);
    }
  }

  /** Forgets parts that the last scrape has not told. */
  final void sweep() {
    parts
        .values()
        .removeIf(
            part -> {
              part.gone = part.seen != seen;
              return part.gone;
            });
  }
}
