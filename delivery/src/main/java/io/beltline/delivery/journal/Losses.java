package io.beltline.delivery.journal;

import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.delivery.journal.RecoveryReport.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one look through a journal finds missing. */
final class Losses {
  final List<Skip> skipped = new ArrayList<>();

  /** Ranges of bytes worth keeping a copy of. */
  final List<Range> ranges = new ArrayList<>();

  /** Numbers that will never be given out. */
  final List<Long> numbers = new ArrayList<>();

  long tornRecords;
  private final List<Gap> gaps = new ArrayList<>();

  /** Bytes of a segment. */
  record Range(Segment segment, long from, long to) {
    @Override
    public String toString() {
      return segment.path.getFileName() + ", positions " + from + " to " + to;
    }
  }

  /** Numbers without a record. */
  record Gap(Reason reason, @Nullable Range range, String where, long from, long to, long items) {}

  void gap(Gap gap) {
    gaps.add(gap);
  }

  /** A record whose header is right but whose payload is not there. */
  void record(Reason reason, Range range, RecordHeader header, boolean promised) {
    numbers.add(header.sequence());
    if (promised) {
      skipped.add(new Skip(reason, range.toString(), 1, header.items(), header.payloadLength()));
      ranges.add(range);
    } else {
      tornRecords++;
    }
  }

  /**
   * Sorts the gaps: what is known to be gone or acknowledged is none, what nobody was promised is
   * torn, the rest was skipped.
   *
   * @param unknown the first number from one on that is not known to be gone or acknowledged
   */
  void settle(LongUnaryOperator unknown, long promised) {
    for (Gap gap : gaps) {
      long lost = 0;
      for (long number = unknown.applyAsLong(gap.from);
          number <= gap.to;
          number = unknown.applyAsLong(number + 1)) {
        numbers.add(number);
        if (number <= promised) {
          lost++;
        } else {
          tornRecords++;
        }
      }
      if (lost > 0) {
        Range range = gap.range;
        long bytes = range == null ? 0 : range.to - range.from;
        skipped.add(new Skip(gap.reason, gap.where, lost, gap.items, bytes));
        if (range != null) {
          ranges.add(range);
        }
      }
    }
    gaps.clear();
  }
}
