package io.beltline.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Telemetry whose requests may be merged and split.
 *
 * <p>Profiles are none: their dictionary belongs to one request, so the compiler refuses to merge
 * them.
 */
public sealed interface Mergeable extends Telemetry permits Traces, Metrics, Logs {

  /**
   * Merges telemetry of one signal, in order, without a copy: the chunks of all.
   *
   * @throws IllegalArgumentException if there is nothing to merge or the signals differ
   */
  @SuppressWarnings("unchecked") // with() keeps the class, which the signal stands for
  static <T extends Mergeable> T merge(List<T> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to merge (expected: at least one part)");
    }
    T first = parts.getFirst();
    if (parts.size() == 1) {
      return first;
    }
    List<Slice> chunks = new ArrayList<>();
    for (T part : parts) {
      if (part.signal() != first.signal()) {
        throw new IllegalArgumentException(
            "cannot merge " + part.signal().label() + " into " + first.signal().label());
      }
      chunks.addAll(part.payload().chunks());
    }
    return (T) first.with(Payload.of(chunks));
  }
}
