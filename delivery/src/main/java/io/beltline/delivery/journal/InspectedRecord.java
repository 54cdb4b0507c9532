package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A record as an inspection meets it.
 *
 * @param queue the queue it belongs to
 * @param ref what its header says
 * @param segment the file it stands in
 * @param offset where in that file
 * @param home the file its payload stands in
 * @param reading reads its payload; while the inspection is open
 */
public record InspectedRecord(
    String queue, RecordRef ref, Path segment, long offset, Path home, Reading reading) {

  /**
   * Its payload, or null if that is not what was written.
   *
   * @throws IOException if a file cannot be read
   */
  public @Nullable Payload payload() throws IOException {
    return reading.read();
  }

  /**
   * True if it has come to its end since the inspection was opened: a file is deleted, or written
   * over under another name, when nobody needs what is in it. What is read of it then is no damage.
   */
  public boolean isGone() {
    return !Files.exists(segment) || !Files.exists(home);
  }

  /** Reads a payload. */
  @FunctionalInterface
  public interface Reading {
    /** The payload, or null if it is damaged or missing. */
    @Nullable Payload read() throws IOException;
  }
}
