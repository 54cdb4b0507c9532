package io.beltline.components.bulk;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Gathers documents into bulk requests of a size. A document that is larger by itself travels
 * alone. One thread.
 */
public final class BulkWriter {
  private static final int START = 64 * 1024;

  private final long limit;
  private final Consumer<BulkRequest> full;
  private JsonBuffer out = new JsonBuffer(START);
  private int documents;
  private int documentFrom;
  private int[] items = new int[256];
  private int itemCount;
  private int[] itemEnds = new int[256];
  private String[] indices = new String[256];
  private BitSet known = new BitSet();

  /**
   * A writer.
   *
   * @param limit how many bytes a request may have before it is compressed
   * @param full takes each request as soon as it is complete
   */
  BulkWriter(long limit, Consumer<BulkRequest> full) {
    this.limit = limit;
    this.full = full;
  }

  /**
   * Begins a document and gives what it is written into: the action's line, its end, and the
   * document without the end of its line.
   */
  public JsonBuffer begin() {
    documentFrom = out.size();
    return out;
  }

  /** Takes back what was written of a document. */
  public void forget() {
    out.cut(documentFrom);
  }

  /** Says that the document is made of an item; one of several. */
  public void item(int item) {
    if (itemCount == items.length) {
      items = Arrays.copyOf(items, 2 * itemCount);
    }
    items[itemCount++] = item;
  }

  /**
   * Ends a document, after its items were told.
   *
   * @param index where it goes
   * @param own whether its id is our own, so that a document of that id is the same
   */
  public void end(String index, boolean own) {
    out.newLine();
    if (out.size() > limit && documents > 0) {
      moveOn();
    }
    if (documents == itemEnds.length) {
      itemEnds = Arrays.copyOf(itemEnds, 2 * documents);
      indices = Arrays.copyOf(indices, 2 * documents);
    }
    indices[documents] = index;
    itemEnds[documents] = itemCount;
    known.set(documents, own);
    documents++;
  }

  /** Hands on what is gathered. */
  public void flush() {
    if (documents > 0) {
      hand(out.toSlice());
      out = new JsonBuffer(START);
      itemCount = 0;
    }
  }

  /** Hands on all but the document that was just written. */
  private void moveOn() {
    Slice all = out.toSlice();
    int firstItem = itemEnds[documents - 1];
    int[] own = Arrays.copyOfRange(items, firstItem, itemCount);
    int from = documentFrom;
    hand(all.slice(0, from));
    out = new JsonBuffer(Math.max(all.length() / 2, all.length() - from)); // more of them follow
    out.raw(all.array(), all.offset() + from, all.end());
    documentFrom = 0;
    items = Arrays.copyOf(own, Math.max(256, own.length));
    itemCount = own.length;
  }

  private void hand(Slice body) {
    int[] ends = Arrays.copyOf(itemEnds, documents);
    String[] places = Arrays.copyOf(indices, documents);
    full.accept(new BulkRequest(body, documents, items, ends, places, known));
    documents = 0;
    items = new int[256];
    known = new BitSet();
  }
}
