package io.beltline.components.bulk;

import io.beltline.model.Slice;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * One bulk request: newline-delimited actions and documents, and which items of the telemetry each
 * document is made of.
 *
 * @param body the lines
 * @param documents how many documents they are
 * @param items the numbers of items, those of the first document first
 * @param itemEnds for each document, where its items end
 * @param indices for each document, where it goes
 * @param known documents whose id is our own: one that is there already is the same
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never changed
record BulkRequest(
    Slice body, int documents, int[] items, int[] itemEnds, String[] indices, BitSet known) {

  /** Shows the items of a document. */
  void items(int document, IntConsumer item) {
    for (int i = document == 0 ? 0 : itemEnds[document - 1]; i < itemEnds[document]; i++) {
      item.accept(items[i]);
    }
  }

  /** Whether something holds for an item of a document. */
  boolean anyItem(int document, IntPredicate what) {
    for (int i = document == 0 ? 0 : itemEnds[document - 1]; i < itemEnds[document]; i++) {
      if (what.test(items[i])) {
        return true;
      }
    }
    return false;
  }

  /** Shows the items of all documents; one may come several times. */
  void allItems(IntConsumer item) {
    for (int i = 0; i < (documents == 0 ? 0 : itemEnds[documents - 1]); i++) {
      item.accept(items[i]);
    }
  }
}
