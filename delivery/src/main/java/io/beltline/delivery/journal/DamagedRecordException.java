package io.beltline.delivery.journal;

import java.io.IOException;

/** A record's bytes on disk are not those that were written; nothing of it was given out. */
public final class DamagedRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedRecordException(String message) {
    super(message);
  }
}
