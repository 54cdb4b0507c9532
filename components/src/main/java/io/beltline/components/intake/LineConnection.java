package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one connection. Its buffer is reserved, and given back but for a little when
 * no long line is under way; nothing waits in the sink while the connection waits. One thread.
 */
final class LineConnection {
  /** After how many bytes another connection is let in. */
  private static final int TURN = 1 << 20;

  /** How long a line waits for room before it is left out. */
  static final Duration PATIENCE = LineReader.PATIENCE;

  /**
   * What connections have in common.
   *
   * @param room what their buffers are reserved with
   * @param turns how many may have lines under way at a time
   */
  record Shared(Settings settings, Clock clock, Admission room, Semaphore turns) {

    private void dropped(String reason, int lines) {
      if (lines > 0) {
        ReceivedLines.dropped(settings, reason).add(lines);
      }
    }
  }

  private final Shared shared;
  private final TcpConnection connection;
  private final LineSink sink;
  private final LineStream lines;
  private @Nullable IOException broken;

  /** What is read of a connection here has the longest lines of {@link LinePort#LONGEST}. */
  LineConnection(Shared shared, TcpConnection connection, LineSink sink) {
    this.shared = shared;
    this.connection = connection;
    this.sink = sink;
    this.lines = new LineStream(LinePort.LONGEST, () -> shared.dropped("too_long", 1));
  }

  /**
   * Reads to the end. A last line without a line feed is one only if it was the sender who has
   * ended the connection; else it is counted as {@code cut}.
   *
   * @throws IOException if the connection breaks
   * @throws InterruptedException if the receiver ends before: what is left is counted as dropped
   */
  void read() throws IOException, InterruptedException {
    try (Reservation room = reserve()) {
      while (turn()) {
        fit(room);
      }
    } catch (InterruptedException ends) {
      shared.dropped("shutdown", lines.drop(0));
      throw ends;
    }
    if (broken != null) {
      throw broken;
    }
  }

  /** Waits until there is room for a connection: the sender waits too. */
  private Reservation reserve() throws InterruptedException {
    Reservation room = Reservation.of(shared.room(), LineStream.FIRST);
    while (room == null) {
      shared.clock().sleep(shared.room().retryAfter());
      room = Reservation.of(shared.room(), LineStream.FIRST);
    }
    return room;
  }

  /** Reads some and hands on the lines in it; false at the end of the connection. */
  private boolean turn() throws InterruptedException {
    int read = readPiece();
    try {
      shared.turns().acquire();
    } catch (InterruptedException ends) {
      shared.dropped("shutdown", lines.drop(Math.max(0, read)));
      throw ends;
    }
    try {
      boolean more = pass(read);
      sink.pause();
      return more;
    } finally {
      shared.turns().release();
    }
  }

  /** Finds lines in what was read, and in what can be read without waiting. */
  private boolean pass(int first) throws InterruptedException {
    int total = 0;
    for (int read = first; read >= 0; read = readPiece()) {
      total += read;
      lines.filled(read, sink);
      if (total > TURN || lines.isFull() || !hasMore()) {
        return true;
      }
    }
    if (connection.isEndedByPeer()) {
      lines.end(sink);
    } else {
      shared.dropped("cut", lines.drop(0));
    }
    return false;
  }

  /** How many bytes were read; negative at the end, whether or not it is a good one. */
  private int readPiece() {
    if (broken != null) {
      return -1;
    }
    try {
      byte[] buffer = lines.buffer();
      return connection.read(buffer, lines.length(), buffer.length - lines.length());
    } catch (IOException breaks) {
      broken = breaks;
      return -1;
    }
  }

  private boolean hasMore() {
    try {
      return connection.hasMore();
    } catch (IOException breaks) {
      broken = breaks;
      return true; // and it is the end that comes next
    }
  }

  /** Takes the room that a longer line needs, or gives back what nothing is in. */
  private void fit(Reservation room) throws InterruptedException {
    if (!lines.isFull()) {
      room.shrink(lines.shrink());
      return;
    }
    long began = shared.clock().nanoTime();
    while (!room.grow(lines.growth())) {
      if (shared.clock().nanoTime() - began >= PATIENCE.toNanos()) {
        shared.dropped("no_room", 1);
        lines.skip();
        room.shrink(lines.shrink());
        return;
      }
      shared.clock().sleep(shared.room().retryAfter());
    }
    lines.grow();
  }
}
