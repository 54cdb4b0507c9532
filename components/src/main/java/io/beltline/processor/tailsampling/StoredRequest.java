package io.beltline.processor.tailsampling;

import io.beltline.delivery.journal.RecordRef;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * A request whose spans are held and which is on disk as well, until all its runs have ended. Runs
 * are numbered in the order they are held in, which is the same whenever the request is read.
 * Guarded by the lock of what is held.
 */
final class StoredRequest {
  /** About how many bytes it takes on the heap, without what stands at its head. */
  static final int BYTES = 360;

  private final RecordRef record;
  private final BitSet ended;
  private final BitSet fresh = new BitSet();
  private int runs;
  private int left;
  private boolean filled;

  /**
   * A request of which nothing is held yet.
   *
   * @param ended the runs that had come to an end in an earlier life; its own from now on
   */
  StoredRequest(RecordRef record, BitSet ended) {
    this.record = record;
    this.ended = ended;
  }

  RecordRef record() {
    return record;
  }

  /** Whether the next run had come to an end before; numbers it. */
  boolean passEnded() {
    boolean gone = ended.get(runs);
    runs++;
    left += gone ? 0 : 1;
    return gone;
  }

  /** The number of the run that was numbered last. */
  int run() {
    return runs - 1;
  }

  /** All runs are numbered. */
  void filled() {
    filled = true;
  }

  void end(int run) {
    ended.set(run);
    fresh.set(run);
    left--;
  }

  /** Whether nothing of it is held any more. */
  boolean isDone() {
    return filled && left == 0;
  }

  /** Hands over the runs that have ended. */
  void forEachEnded(IntConsumer visitor) {
    ended.stream().forEach(visitor);
  }

  /** Hands over the runs that have ended since this was asked before. */
  void takeFresh(IntConsumer visitor) {
    fresh.stream().forEach(visitor);
    fresh.clear();
  }
}
