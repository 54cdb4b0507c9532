package io.beltline.components.otlp;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Overload;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import org.jspecify.annotations.Nullable;

/**
 * The memory that reading one request takes beside its bytes. A few bytes of a request may ask for
 * a hundred times their size, an empty list for each or a text by reference, so a reader asks here
 * before it makes anything that is not part of the request's own bytes. For one thread.
 */
public final class Room {
  /** Below this nobody is asked: the account is shared by all threads. */
  private static final int STEP = 1 << 14;

  private final @Nullable Reservation reservation;
  private final long before;
  private long used;
  private long reserved;

  private Room(@Nullable Reservation reservation) {
    this.reservation = reservation;
    this.before = reservation == null ? 0 : reservation.bytes();
  }

  /**
   * The room beside what is reserved for a request already.
   *
   * @param reservation what the request holds, null if nobody counts
   */
  public static Room beside(@Nullable Reservation reservation) {
    return new Room(reservation);
  }

  /** Room for everything. */
  public static Room unlimited() {
    return new Room(null);
  }

  /**
   * Takes room.
   *
   * @param bytes how much, not negative
   * @throws NoRoomException if there is none
   */
  public void take(long bytes) {
    used += bytes;
    if (used <= reserved || reservation == null) {
      return;
    }
    long needed = used - reserved;
    if (needed < STEP && reservation.grow(STEP)) {
      reserved += STEP;
    } else if (reservation.grow(needed)) {
      reserved += needed;
    } else {
      throw noRoom(before + used > reservation.most());
    }
  }

  /**
   * Reserves bytes that do not belong to the request: for what is handed on apart from it.
   *
   * @param account where they are taken from
   * @return theirs to close
   * @throws NoRoomException if they cannot be had
   */
  public Reservation apart(Admission account, long bytes) {
    Reservation apart = Reservation.of(account, bytes);
    if (apart == null) {
      throw noRoom(bytes + before + reserved > account.most());
    }
    return apart;
  }

  /** Gives back all that was taken: what it was for is of no use. */
  public void release() {
    if (reservation != null) {
      reservation.shrink(reserved);
    }
    used = 0;
    reserved = 0;
  }

  /**
   * Reading is over: from now on the request holds what was made of it, and nothing else.
   *
   * @param bytes the size of that
   * @throws NoRoomException if it is more than could be had
   */
  public void settle(long bytes) {
    if (reservation == null) {
      return;
    }
    long held = before + reserved;
    if (bytes > held && !reservation.grow(bytes - held)) {
      throw noRoom(bytes > reservation.most());
    }
    reservation.shrink(held - bytes);
  }

  private static NoRoomException noRoom(boolean ever) {
    return new NoRoomException(
        ever
            ? new ConsumeResult.Permanent(
                Status.ofHttp(413), "what the request becomes is larger than there is room for")
            : ConsumeResult.unavailable("too many bytes in flight", Overload.LEAST));
  }

  /** There is no room for a request at the moment, or there can never be. */
  public static final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ConsumeResult answer;

    private NoRoomException(ConsumeResult answer) {
      super(null, null, false, false);
      this.answer = answer;
    }

    /** What its sender is told. */
    public ConsumeResult answer() {
      return answer;
    }
  }
}
