package io.beltline.processor.groupbytrace;

import io.beltline.api.Context;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;

/** The spans of a trace that wait for others. Changed under the lock of its store. */
final class HeldTrace {
  private final Key key;
  private final long dueNanos;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<HeldRequest> requests = new ArrayList<>();
  private long bytes;

  /**
   * What tells traces apart: spans that came with other metadata are kept apart.
   *
   * @param id the id of the trace
   * @param context what travels beside its spans
   */
  record Key(Slice id, Context context) {}

  HeldTrace(Key key, long dueNanos) {
    this.key = key;
    this.dueNanos = dueNanos;
  }

  /** Adds spans of a request; returns their size. */
  long add(List<Piece> more, HeldRequest request) {
    pieces.addAll(more);
    requests.add(request);
    long size = more.stream().mapToLong(piece -> piece.span().length()).sum();
    bytes += size;
    return size;
  }

  Key key() {
    return key;
  }

  long dueNanos() {
    return dueNanos;
  }

  List<Piece> pieces() {
    return pieces;
  }

  int spans() {
    return pieces.size();
  }

  long bytes() {
    return bytes;
  }

  /** Lets go of the requests its spans came in. */
  void release() {
    requests.forEach(HeldRequest::release);
  }
}
