package io.beltline.api;

import io.beltline.model.Signal;
import org.jspecify.annotations.Nullable;

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

  // written out, since every start asks it, and the first record to derive it costs milliseconds
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PipelineId that && signal == that.signal && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * signal.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return name.isEmpty() ? signal.label() : signal.label() + "/" + name;
  }
}
