package io.beltline.api;

import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one attempt to send came to, item by item where the backend says so. */
public sealed interface ExportResult {

  /**
   * The backend took the request.
   *
   * @param rejectedItems items it says it refused without naming them (OTLP partial success):
   *     counted, never sent again
   * @param message its words, empty if none
   */
  record Delivered(long rejectedItems, String message) implements ExportResult {
    private static final Delivered WHOLE = new Delivered(0, "");
  }

  /** The backend took nothing. */
  record Refused(Refusal refusal) implements ExportResult {}

  /**
   * The backend answered item by item. What no part names was delivered.
   *
   * @param parts the refused items, cut out of the request, each with its refusal
   */
  record Partial(List<Part> parts) implements ExportResult {
    /** Copies the parts. */
    public Partial {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Some items and why they were refused.
   *
   * @param telemetry the items
   * @param refusal why, and what to do about it
   * @param mixed whether only some of them may be at fault: delivery then looks for those if the
   *     refusal says so too
   * @param places which items of the attempt they are, in their order; null if that is not told: an
   *     exporter that makes use of {@link Origins} must, or these are lost
   * @param lane where only these items shall wait for another attempt: delivery then goes on with
   *     what is behind them, and keeps the order of one lane; empty for items that keep what is
   *     behind them waiting
   */
  record Part(
      Telemetry telemetry, Refusal refusal, boolean mixed, @Nullable Places places, String lane) {

    /** Items of which only some may be at fault. */
    public Part(Telemetry telemetry, Refusal refusal, boolean mixed) {
      this(telemetry, refusal, mixed, null, "");
    }

    /** Items whose places are told. */
    public Part(Telemetry telemetry, Refusal refusal, boolean mixed, Places places) {
      this(telemetry, refusal, mixed, places, "");
    }

    /** Items that wait in a lane. */
    public Part(Telemetry telemetry, Refusal refusal, boolean mixed, String lane) {
      this(telemetry, refusal, mixed, null, lane);
    }

    /** Items that are all at fault. */
    public Part(Telemetry telemetry, Refusal refusal) {
      this(telemetry, refusal, false, null, "");
    }
  }

  /**
   * Which items of an attempt are meant.
   *
   * @param items their numbers in the attempt
   * @param open those of them that the backend may have taken nonetheless
   */
  record Places(BitSet items, BitSet open) {}

  /**
   * Why, and what to do about it.
   *
   * @param action what delivery shall do
   * @param status the status to tell a sender that waits
   * @param message the backend's words
   * @param retryAfter how long the backend asks to wait, or null
   * @param bisect whether only some of the items may be at fault: where the action is to give up,
   *     delivery then looks for them and sends the rest
   * @param rule what the action was chosen by, for whoever looks for the reason later; may be empty
   * @param open whether the backend may have taken the items nonetheless, because it gave no answer
   *     or one that does not tell: told by exporters that ask {@link Origins} for it, for parts in
   *     their places
   * @param late whether the backend had the request and gave no answer in time, so that it may be
   *     at work on it still: what is sent again is then sent in smaller parts
   */
  record Refusal(
      Action action,
      Status status,
      String message,
      @Nullable Duration retryAfter,
      boolean bisect,
      String rule,
      boolean open,
      boolean late) {

    /** A refusal after which the backend has nothing of the items. */
    public Refusal(
        Action action,
        Status status,
        String message,
        @Nullable Duration retryAfter,
        boolean bisect,
        String rule) {
      this(action, status, message, retryAfter, bisect, rule, false, false);
    }

    /** A refusal that concerns all items alike, by no rule that could be named. */
    public Refusal(Action action, Status status, String message, @Nullable Duration retryAfter) {
      this(action, status, message, retryAfter, false, "", false, false);
    }

    /** The same, where the items at fault are known. */
    public Refusal named() {
      return bisect
          ? new Refusal(action, status, message, retryAfter, false, rule, open, late)
          : this;
    }

    /** The same, where it is or is not open whether the backend took the items. */
    public Refusal open(boolean isOpen) {
      return isOpen == open
          ? this
          : new Refusal(action, status, message, retryAfter, bisect, rule, isOpen, late);
    }

    /** The same, where the answer did or did not stay out for too long. */
    public Refusal late(boolean isLate) {
      return isLate == late
          ? this
          : new Refusal(action, status, message, retryAfter, bisect, rule, open, isLate);
    }
  }

  /** What delivery does with a refused request or item. */
  enum Action {
    /** Send again later. */
    RETRY,
    /** Too large: send again in smaller parts. */
    RETRY_SMALLER,
    /**
     * The destination cannot take anything until a person mends it (credentials, a missing index):
     * keep, probe slowly.
     */
    HOLD,
    /** Refused for good: keep as a dead letter where that is configured, else count as dropped. */
    DEAD_LETTER,
    /** Refused for good and worth nothing: count as dropped. */
    DROP
  }

  /** Everything arrived. */
  static Delivered delivered() {
    return Delivered.WHOLE;
  }

  /** A refusal of everything. */
  static Refused refused(Action action, Status status, String message) {
    return new Refused(new Refusal(action, status, message, null));
  }

  /** A refusal of everything that asks to come back later. */
  static Refused retry(Status status, String message, @Nullable Duration retryAfter) {
    return new Refused(new Refusal(Action.RETRY, status, message, retryAfter));
  }
}
