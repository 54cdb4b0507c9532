package io.beltline.service.books;

import static java.util.stream.Collectors.toMap;

import io.beltline.api.ComponentId;
import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the items of one pipeline of one graph. Safe for all threads; every booking is one to
 * three additions.
 *
 * <p>The equation that holds at rest is that of {@link PipelineBook}.
 */
public final class PipelineBooks implements Ledger {
  private final PipelineId id;
  private final Meter meter;
  private final Tally accepted;
  private final Tally refused;
  private final Tally repeated;
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder held = new LongAdder();
  private final Map<ComponentId, Line> lines = new LinkedHashMap<>();
  private final Map<Outcome, Map<String, Tally>> bookings = new EnumMap<>(Outcome.class);

  /** Books for a pipeline and the destinations at its end. */
  public PipelineBooks(PipelineId id, List<ComponentId> destinations, Meter meter) {
    this.id = id;
    this.meter = meter;
    this.accepted = tally("", Outcome.ACCEPTED, "");
    this.refused = tally("", Outcome.REFUSED, "");
    this.repeated = tally("", Outcome.REPEATED, "");
    for (ComponentId destination : destinations) {
      String label = destination.toString();
      lines.put(
          destination,
          new Line(tally(label, Outcome.HANDED, ""), tally(label, Outcome.REPEATED, "")));
    }
    for (Outcome outcome :
        List.of(Outcome.CREATED, Outcome.FILTERED, Outcome.SAMPLED_OUT, Outcome.DROPPED)) {
      bookings.put(outcome, new ConcurrentHashMap<>());
    }
  }

  /** A call of the pipeline's first consumer begins; {@link #left} or {@link #thrown} follows. */
  public void entered() {
    begun.increment();
  }

  /** The pipeline's first consumer gave a result for so many items. */
  public void left(long items, boolean taken) {
    (taken ? accepted : refused).add(items);
    ended.increment();
  }

  /** The pipeline's first consumer threw. */
  public void thrown() {
    ended.increment();
  }

  /**
   * Items of a refused call that had left the belt already: the sender has them again, so they will
   * be counted twice among what became of them. Negative where such a call had made items: those
   * are lost.
   */
  public void repeated(long items) {
    if (items >= 0) {
      repeated.add(items);
    } else {
      book(Outcome.DROPPED, "refused", -items);
    }
  }

  /** The line of one destination. */
  public Line line(ComponentId destination) {
    Line line = lines.get(destination);
    if (line == null) {
      throw new IllegalArgumentException(destination + " is no destination of pipeline " + id);
    }
    return line;
  }

  @Override
  public void filtered(Signal signal, String rule, long items) {
    book(Outcome.FILTERED, rule, items);
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    book(Outcome.SAMPLED_OUT, policy, items);
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    book(Outcome.DROPPED, reason, items);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    book(Outcome.CREATED, rule, items);
  }

  @Override
  public void held(Signal signal, long items) {
    held.add(items);
  }

  /** What stands in the books now, a line for each destination. */
  List<LedgerLine> lines() {
    // in this order, ends first: a call that begins or ends meanwhile makes the two differ
    long endedBefore = ended.sum();
    long begunBefore = begun.sum();
    long kept = held.sum();
    PipelineBook book = snapshot();
    boolean settled =
        begunBefore == endedBefore && begun.sum() == begunBefore && held.sum() == kept;
    return book.lines().keySet().stream()
        .map(destination -> LedgerLine.of(book, destination, kept, settled))
        .toList();
  }

  /** What stands in the books now. */
  public PipelineBook snapshot() {
    Map<ComponentId, PipelineBook.Line> copied = new LinkedHashMap<>();
    lines.forEach(
        (destination, line) ->
            copied.put(destination, new PipelineBook.Line(line.handed.sum(), line.repeated.sum())));
    return new PipelineBook(
        id,
        accepted.sum(),
        refused.sum(),
        repeated.sum(),
        sums(Outcome.CREATED),
        sums(Outcome.FILTERED),
        sums(Outcome.SAMPLED_OUT),
        sums(Outcome.DROPPED),
        copied);
  }

  private void book(Outcome outcome, String reason, long items) {
    if (items != 0) {
      bookings
          .getOrDefault(outcome, Map.of())
          .computeIfAbsent(reason, r -> tally("", outcome, r))
          .add(items);
    }
  }

  private Map<String, Long> sums(Outcome outcome) {
    return bookings.getOrDefault(outcome, Map.of()).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, e -> e.getValue().sum()));
  }

  private Tally tally(String destination, Outcome outcome, String reason) {
    return new Tally(
        meter.counter(
            BookKeeping.METRIC,
            "{item}",
            BookKeeping.DESCRIPTION,
            BookKeeping.labels(
                id.toString(), destination, id.signal().label(), outcome.label(), reason)));
  }

  /** What one destination got from the pipeline. */
  public static final class Line {
    private final Tally handed;
    private final Tally repeated;

    Line(Tally handed, Tally repeated) {
      this.handed = handed;
      this.repeated = repeated;
    }

    /** The destination took items. */
    public void handed(long items) {
      handed.add(items);
    }

    /** The destination took items of a request that was refused because of another destination. */
    public void repeated(long items) {
      repeated.add(items);
    }
  }
}
