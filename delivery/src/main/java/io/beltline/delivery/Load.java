package io.beltline.delivery;

import io.beltline.api.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender takes next: requests, or ranges of their items, that travel together.
 *
 * @param context what they have in common
 * @param pieces the ranges in order
 * @param items all items together
 * @param maxBytes what must not be exceeded in one attempt; {@link Long#MAX_VALUE} for no limit
 * @param batch where it counts as a batch, null if it is none of a {@code batch} processor
 */
record Load(
    Context context,
    List<Piece> pieces,
    int items,
    long maxBytes,
    BatchMetrics.@Nullable Batches batch) {

  /** A request that travels alone, as it came. */
  static Load of(Entry entry) {
    return new Load(
        entry.context,
        List.of(new Piece(entry, 0, entry.items)),
        entry.items,
        Long.MAX_VALUE,
        null);
  }

  /** The same without a request. */
  Load without(Entry entry) {
    List<Piece> others = pieces.stream().filter(piece -> piece.entry() != entry).toList();
    if (others.size() == pieces.size()) {
      return this;
    }
    int rest = others.stream().mapToInt(Piece::items).sum();
    return new Load(context, others, rest, maxBytes, batch);
  }

  /**
   * Some items of a request.
   *
   * @param entry the request
   * @param from the first of them
   * @param items how many
   */
  record Piece(Entry entry, int from, int items) {}
}
