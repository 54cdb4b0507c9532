package io.beltline.receiver.fluentforward;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import java.time.Duration;

/**
 * The memory one connection takes for what it has read and not handed on. Asked before anything is
 * made, since a few bytes may announce gigabytes. While there is none the connection waits, and its
 * sender with it. One thread.
 */
final class ReadingRoom implements AutoCloseable {
  /** How long a message waits. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Below this nobody is asked: the account is shared by all threads. */
  private static final int STEP = 1 << 14;

  private final Admission room;
  private final Clock clock;
  private long used;
  private long reserved;

  ReadingRoom(Admission room, Clock clock) {
    this.room = room;
    this.clock = clock;
  }

  /**
   * Takes room.
   *
   * @throws NoRoomException if there is none for long, or there can never be
   */
  void take(long bytes) throws InterruptedException {
    used += bytes;
    if (used <= reserved) {
      return;
    }
    if (used > room.most()) {
      throw new NoRoomException(
          "a message takes more than there is room for (" + room.most() + " bytes)");
    }
    long more = used - reserved < STEP && reserved + STEP <= room.most() ? STEP : used - reserved;
    long began = clock.nanoTime();
    while (!room.tryAcquire(more)) {
      if (clock.nanoTime() - began >= PATIENCE.toNanos()) {
        throw new NoRoomException("there is no room for a message");
      }
      clock.sleep(room.retryAfter());
    }
    reserved += more;
  }

  /** Gives back all but so many bytes. */
  void keep(long bytes) {
    used = bytes;
    if (reserved > bytes) {
      room.release(reserved - bytes);
      reserved = bytes;
    }
  }

  /** Gives back so many bytes that were kept, and leaves what the message at hand has taken. */
  void give(long bytes) {
    keep(used - bytes);
  }

  @Override
  public void close() {
    keep(0);
  }
}
