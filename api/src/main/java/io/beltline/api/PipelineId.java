package io.beltline.api;

import io.beltline.model.Signal;

/**
 * The identity of a pipeline: {@code traces}, {@code metrics/host}.
 *
 * @param signal the signal it carries
 * @param name what follows the slash, empty if there is none
 */
public record PipelineId(Signal signal, String name) implements Comparable<PipelineId> {

  @Override
  public int compareTo(PipelineId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return name.isEmpty() ? signal.label() : signal.label() + "/" + name;
  }
}
