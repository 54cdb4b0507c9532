package io.beltline.delivery;

import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a destination refuses for good, so that a person can look at it and send it again: the
 * seam between a {@link Delivery} and what holds its letters. One box belongs to one delivery,
 * which does the counting; a box on disk that finds letters of an earlier run tells them by {@link
 * #list} when the delivery starts.
 *
 * <p>All methods may be called from several threads at once. They may block for a disk, not for a
 * network.
 */
public interface DeadLetters {

  /** Keeps nothing: what is refused for good is dropped. */
  static DeadLetters none() {
    return new NoDeadLetters();
  }

  /**
   * Begins; before the first letter. What is held in memory stands on the host's account from now
   * on.
   *
   * @throws io.beltline.api.ComponentException if its storage cannot be had
   */
  default void start(Host host) {}

  /** Whether letters outlive the process. */
  default boolean isDurable() {
    return false;
  }

  /** Keeps a letter. The oldest ones that nobody has claimed may have to go to make room for it. */
  Kept keep(DeadLetter letter);

  /** What is kept and not claimed, the oldest first. */
  List<Listed> list();

  /** A letter that is kept and not claimed; null if there is none of that number. */
  @Nullable DeadLetter read(long id);

  /**
   * Takes a letter in hand: until {@link #remove} or {@link #giveBack} it is neither listed nor
   * claimed again, nor does it go to make room.
   *
   * @return null if there is none of that number, or somebody else has it in hand
   */
  @Nullable DeadLetter claim(long id);

  /** A claimed letter is kept no longer. */
  void remove(long id);

  /** A claimed letter stays. */
  void giveBack(long id);

  /** What is kept, claimed letters too. */
  Fill fill();

  /**
   * Ends.
   *
   * @return the letters that are lost by it: none if they are on disk
   */
  List<Letterhead> close();

  /**
   * Whether a letter was kept.
   *
   * @param kept false if it was not
   * @param evictedItems items of older letters that had to go
   * @param later whether its storage failed, so that another attempt may succeed
   * @param why why it was not kept and what a person can do about it; empty if it was, or if none
   *     is wanted
   */
  record Kept(boolean kept, long evictedItems, boolean later, String why) {
    /** A letter was kept, or none is wanted. */
    public Kept(boolean kept, long evictedItems) {
      this(kept, evictedItems, false, "");
    }

    /** A letter cannot be kept now, but perhaps later. */
    static Kept notNow() {
      return new Kept(false, 0, true, "");
    }

    /** A letter has more bytes than its box may hold. */
    static Kept tooLarge(long bytes, long most) {
      return new Kept(
          false,
          0,
          false,
          "%d bytes are more than dead_letters::max_size %d holds (raise it to keep such letters)"
              .formatted(bytes, most));
    }

    /** A letter has no room beside those that somebody has in hand. */
    static Kept noRoom(long evictedItems) {
      return new Kept(
          false,
          evictedItems,
          false,
          "letters that are being sent again fill the box (raise dead_letters::max_size or"
              + " max_letters)");
    }
  }

  /** How many letters, items and bytes. */
  record Fill(long letters, long items, long bytes) {}

  /** A letter's number in its box, and what stands on it. */
  record Listed(long id, Letterhead head) {}

  /**
   * What stands on a letter.
   *
   * @param destination the exporter that was refused
   * @param signal what the items are
   * @param reason {@link DropReason#REFUSED}, {@link DropReason#WITHHELD} or {@link
   *     DropReason#TOO_LARGE}
   * @param status the destination's status
   * @param message the destination's words
   * @param rule the line of the table of answers by which it was given up; empty if by none
   * @param firstUnixNanos when the first attempt began
   * @param lastUnixNanos when the last attempt ended
   * @param items how many items it holds
   * @param bytes the size of its OTLP protobuf form
   */
  record Letterhead(
      ComponentId destination,
      Signal signal,
      DropReason reason,
      Status status,
      String message,
      String rule,
      long firstUnixNanos,
      long lastUnixNanos,
      int items,
      long bytes) {}

  /**
   * Refused items and why.
   *
   * @param head what stands on it
   * @param context what travelled beside the items
   * @param telemetry the items
   */
  record DeadLetter(Letterhead head, Context context, Telemetry telemetry) {}
}
