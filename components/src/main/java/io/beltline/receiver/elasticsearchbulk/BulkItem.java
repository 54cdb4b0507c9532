package io.beltline.receiver.elasticsearchbulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action of a request, and what its sender is told of it.
 *
 * @param action create, index, update or delete
 * @param index where the document was to go; empty if nobody says
 * @param id its id; empty if nobody says
 * @param error why it is not taken; null if it can be
 */
record BulkItem(String action, String index, String id, @Nullable Refusal error) {
  /** What one takes beside its texts, with its part of the answer. */
  private static final int ITEM = 500;

  /** What a character takes in an answer at most. */
  private static final int CHARACTER = 6;

  /** The longest reason in an answer; what is longer is cut. */
  private static final int LONGEST = 300;

  /**
   * Why a document is not taken, in Elasticsearch's words for the kind.
   *
   * @param status 400 for what must not come again, 429 for what shall
   * @param type the kind
   * @param reason what exactly
   */
  record Refusal(int status, String type, String reason) {
    /** Cuts a reason that is too long: it is told as often as there are documents. */
    Refusal {
      reason = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "...";
    }
  }

  /** About how many bytes it takes until it is answered, with its part of the answer. */
  long size() {
    int reason = error == null ? 0 : error.reason().length();
    return ITEM + (long) CHARACTER * (index.length() + id.length() + reason);
  }

  BulkItem refused(Refusal refusal) {
    return new BulkItem(action, index, id, refusal);
  }

  /** What comes of an action: its document, where it can be taken. */
  @FunctionalInterface
  interface Documents {
    /** Takes a document. */
    void take(BulkItem item, Map<String, @Nullable Object> document);
  }
}
