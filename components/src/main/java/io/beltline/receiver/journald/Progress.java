package io.beltline.receiver.journald;

import io.beltline.components.operators.Origin;
import io.beltline.components.tracked.Outstanding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the journal was read and, behind that, delivered. One thread reads; another may save at
 * the same time.
 */
final class Progress {
  private final Position position;
  private volatile @Nullable Outstanding<String> outstanding;
  private String read = Position.START;
  private boolean unsaved;

  Progress(Position position) {
    this.position = position;
  }

  /** Whether it is known where to begin. */
  boolean isKnown() {
    return outstanding != null;
  }

  /** Begins behind an entry. */
  void begin(String cursor) {
    read = cursor;
    outstanding = new Outstanding<>(cursor);
  }

  /** Begins behind an entry, and writes that down: what comes then is not to be missed. */
  synchronized void anchor(String cursor) {
    begin(cursor);
    unsaved = !position.save(cursor);
  }

  /** The last entry that was read. */
  String read() {
    return read;
  }

  /** One more entry was read. */
  Origin add(String cursor) {
    Origin origin = Objects.requireNonNull(outstanding, "begun").add(cursor);
    read = cursor;
    return origin;
  }

  /** One more entry was read, of which nothing is to be delivered. */
  void pass(String cursor) {
    Objects.requireNonNull(outstanding, "begun").pass(cursor);
    read = cursor;
  }

  /** Goes back to where all is delivered: what was read behind that may have been lost. */
  void rewind() {
    String low = low();
    if (low != null) {
      begin(low);
    }
  }

  /** Up to where all is delivered; null if nothing is known. */
  @Nullable String low() {
    Outstanding<String> now = outstanding;
    return now == null ? null : now.low();
  }

  /** Writes down what was delivered, if it is more than before. */
  synchronized void save() {
    Outstanding<String> now = outstanding;
    if (now != null && (now.takeMoved() || unsaved)) {
      unsaved = !position.save(now.low());
    }
  }
}
