package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.components.lines.StreamSplitter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of one connection. What it takes beside a little is reserved before it is read,
 * and given back when the connection has nothing more to say for now. One thread.
 */
final class LineReader {
  /** After how many bytes another connection is let in. */
  private static final int TURN = 1 << 20;

  /** How long an entry waits for room before it is divided. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TcpConnection connection;
  private final StreamSplitter stream;
  private final EntryIntake intake;
  private final EntryBatch batch;
  private final Semaphore turns;
  private final Admission room;
  private final Clock clock;
  private long reserved;
  private @Nullable IOException broken;
  private boolean torn;

  /** Hears of what must not be, and may wait. */
  @FunctionalInterface
  interface Bugs {
    void met(Throwable bug) throws InterruptedException;
  }

  LineReader(
      TcpConnection connection,
      StreamSplitter stream,
      EntryIntake intake,
      EntryBatch batch,
      Semaphore turns,
      Admission room,
      Clock clock) {
    this.connection = connection;
    this.stream = stream;
    this.intake = intake;
    this.batch = batch;
    this.turns = turns;
    this.room = room;
    this.clock = clock;
  }

  /**
   * Reads to the end; what was read then is shipped, however the connection ends.
   *
   * @throws IOException if the connection breaks
   * @throws InterruptedException if the receiver ends before: what is left is counted as dropped
   */
  void read() throws IOException, InterruptedException {
    read(null);
  }

  /**
   * The same for what is never opened again: a bug is told, and reading goes on behind the entry it
   * came with.
   */
  void read(@Nullable Bugs bugs) throws IOException, InterruptedException {
    try {
      boolean more = true;
      while (more) {
        more = bugs == null ? goOn() : goOn(bugs);
      }
    } catch (InterruptedException ends) {
      drop(0);
      intake.shipper().drop("shutdown", batch.records());
      throw ends;
    } finally {
      room.release(reserved);
    }
    if (broken != null) {
      throw broken;
    }
  }

  private boolean goOn() throws InterruptedException {
    boolean more = turn();
    if (more) {
      fit();
    }
    return more;
  }

  private boolean goOn(Bugs bugs) throws InterruptedException {
    try {
      if (torn) {
        rest();
        torn = false;
      }
      return goOn();
    } catch (RuntimeException | OutOfMemoryError bug) { // memory may be there again
      torn = true;
      bugs.met(bug);
      return true;
    }
  }

  /** Hands on what was read with a bug: nobody may write again, and reading would wait for it. */
  private void rest() throws InterruptedException {
    turns.acquire();
    try {
      stream.again();
      if (!hasMore()) {
        stream.pause();
      }
      batch.ship();
    } finally {
      turns.release();
    }
    fit();
  }

  /** Reads some, and ships what came of it; false at the end of the connection. */
  private boolean turn() throws InterruptedException {
    int read = readPiece();
    try {
      turns.acquire();
    } catch (InterruptedException ends) {
      drop(Math.max(0, read));
      throw ends;
    }
    try {
      boolean more = pass(read);
      batch.ship();
      return more;
    } finally {
      turns.release();
    }
  }

  private void drop(int more) throws InterruptedException {
    intake.shipper().drop("shutdown", stream.drop(more));
  }

  /** Finds entries in what was read, and in what can be read without waiting. */
  private boolean pass(int first) throws InterruptedException {
    int total = 0;
    for (int read = first; read >= 0; read = readPiece()) {
      total += read;
      stream.filled(read, false);
      boolean pauses = !hasMore();
      if (pauses) {
        stream.pause();
      }
      if (pauses || total > TURN || stream.growth() > 0) {
        return true;
      }
    }
    stream.filled(0, true);
    return false;
  }

  /** How many bytes were read; negative at the end, whether or not it is a good one. */
  private int readPiece() {
    if (broken != null) {
      return -1;
    }
    try {
      byte[] buffer = stream.buffer();
      return connection.read(buffer, stream.length(), buffer.length - stream.length());
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

  /** Takes the room that what comes next needs, or gives back what nothing is in. */
  private void fit() throws InterruptedException {
    if (!hasMore()) {
      int fewer = stream.shrink();
      reserved -= fewer;
      room.release(fewer);
    }
    if (stream.growth() == 0 || grows() || !stream.isFull()) {
      return;
    }
    long began = clock.nanoTime();
    while (clock.nanoTime() - began < PATIENCE.toNanos()) {
      clock.sleep(room.retryAfter());
      if (grows()) {
        return;
      }
    }
    divide();
  }

  private boolean grows() {
    int more = stream.growth();
    if (!room.tryAcquire(more)) {
      return false;
    }
    try {
      stream.grow();
    } catch (RuntimeException | Error failed) {
      room.release(more);
      throw failed;
    }
    reserved += more;
    return true;
  }

  private void divide() throws InterruptedException {
    turns.acquire();
    try {
      intake.divided("no_room");
      stream.divide();
      batch.ship();
    } finally {
      turns.release();
    }
  }
}
