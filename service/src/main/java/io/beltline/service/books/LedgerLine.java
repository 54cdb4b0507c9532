package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.api.PipelineId;
import java.util.Map;

/**
 * What became of the items of a pipeline on their way to one destination, from the start of the
 * process on, over every reload:
 *
 * <pre>
 * accepted + created + repeated = handed on + filtered + sampled out + dropped + held + residue
 * </pre>
 *
 * <p>Read while no call is under way in the pipeline it is settled: then the residue is exact, and
 * a bug if it is not zero. Read while there are calls it has those in it. What the destination did
 * with what was handed on stands in its {@link DestinationBook}.
 *
 * @param pipeline the pipeline
 * @param destination an exporter or connector at its end
 * @param accepted items for which the sender was told success
 * @param refused items the sender was told to keep; no part of the balance
 * @param created items made by processors, by rule
 * @param repeated items that went on, or left the belt, although their request was refused: they
 *     come a second time
 * @param filtered items removed by rules of the configuration, by rule
 * @param sampledOut items not kept by a sampling policy, by policy
 * @param dropped items lost by processors, by reason
 * @param held items that processors have accepted and keep for later
 * @param handed items the destination took
 * @param settled whether no call was under way when this was read
 */
public record LedgerLine(
    PipelineId pipeline,
    ComponentId destination,
    long accepted,
    long refused,
    Map<String, Long> created,
    long repeated,
    Map<String, Long> filtered,
    Map<String, Long> sampledOut,
    Map<String, Long> dropped,
    long held,
    long handed,
    boolean settled) {

  /** The line of a pipeline's books for one of its destinations. */
  static LedgerLine of(PipelineBook book, ComponentId destination, long held, boolean settled) {
    PipelineBook.Line line = book.line(destination);
    return new LedgerLine(
        book.id(),
        destination,
        book.accepted(),
        book.refused(),
        book.created(),
        book.repeated() + line.repeated(),
        book.filtered(),
        book.sampledOut(),
        book.dropped(),
        held,
        line.handed(),
        settled);
  }

  /** Items unaccounted for: on the way if not settled, else lost, or counted twice if negative. */
  public long residue() {
    return accepted
        + Tallies.sum(created)
        + repeated
        - handed
        - Tallies.sum(filtered)
        - Tallies.sum(sampledOut)
        - Tallies.sum(dropped)
        - held;
  }

  /** This and what a later or an earlier graph has booked. */
  LedgerLine plus(LedgerLine other) {
    return new LedgerLine(
        pipeline,
        destination,
        accepted + other.accepted,
        refused + other.refused,
        Tallies.plus(created, other.created),
        repeated + other.repeated,
        Tallies.plus(filtered, other.filtered),
        Tallies.plus(sampledOut, other.sampledOut),
        Tallies.plus(dropped, other.dropped),
        held + other.held,
        handed + other.handed,
        settled && other.settled);
  }
}
