package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.api.PipelineId;
import java.util.Map;

/**
 * The books of one pipeline at one moment, in items, since its graph was built. For each
 * destination at its end
 *
 * <pre>
 * accepted + created + repeated + repeated by the line
 *     = handed on to the destination + filtered + sampled out + dropped + residue
 * </pre>
 *
 * <p>The residue is what processors hold and what is on its way between two of them: zero at rest.
 * A connector is a destination like an exporter; the pipelines it feeds begin their own books. What
 * a destination did with what it got stands in {@link DestinationBook}, because its queue is shared
 * by the pipelines that feed it.
 *
 * @param id the pipeline
 * @param accepted items for which the sender was told success
 * @param refused items the sender was told to keep
 * @param repeated items that left the belt in a processor and went back to the sender all the same,
 *     because a later part of their request was refused: they come a second time
 * @param created items made by processors, by rule
 * @param filtered items removed by rules of the configuration, by rule
 * @param sampledOut items not kept by a sampling policy, by policy
 * @param dropped items lost by processors, by reason
 * @param lines the destinations
 */
public record PipelineBook(
    PipelineId id,
    long accepted,
    long refused,
    long repeated,
    Map<String, Long> created,
    Map<String, Long> filtered,
    Map<String, Long> sampledOut,
    Map<String, Long> dropped,
    Map<ComponentId, Line> lines) {

  /** Items unaccounted for on the way to a destination: on the belt, or lost if it is at rest. */
  public long residue(ComponentId destination) {
    Line line = line(destination);
    return accepted
        + Tallies.sum(created)
        + repeated
        + line.repeated()
        - line.handed()
        - Tallies.sum(filtered)
        - Tallies.sum(sampledOut)
        - Tallies.sum(dropped);
  }

  /** What a destination got; nothing if it is none of the pipeline's. */
  Line line(ComponentId destination) {
    return lines.getOrDefault(destination, Line.EMPTY);
  }

  /**
   * What one destination got.
   *
   * @param handed items it took
   * @param repeated items it took although their request was refused for another destination's sake
   */
  public record Line(long handed, long repeated) {
    private static final Line EMPTY = new Line(0, 0);
  }
}
