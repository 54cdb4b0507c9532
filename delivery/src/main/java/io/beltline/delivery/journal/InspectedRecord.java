package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A record as an inspection meets it.
 *
 * @param queue the queue it belongs to
 * @param ref what its header says
 * @param segment the file it stands in
 * @param offset where in that file
 * @param reading reads its payload; while the inspection is open
 */
public record InspectedRecord(
    String queue, RecordRef ref, Path segment, long offset, Reading reading) {

  /**
   * Its payload, or null if that is not what was written.
   *
   * @throws IOException if a file cannot be read
   */
  public @Nullable Payload payload() throws IOException {
    return reading.read();
  }

  /** Reads a payload. */
  @FunctionalInterface
  public interface Reading {
    /** The payload, or null if it is damaged or missing. */
    @Nullable Payload read() throws IOException;
  }
}
