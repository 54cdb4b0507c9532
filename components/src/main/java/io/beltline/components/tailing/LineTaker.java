package io.beltline.components.tailing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes telemetry of the lines of files. Safe for all threads. */
public interface LineTaker {

  /** The attributes of all lines besides those of their files. */
  default Map<String, @Nullable Object> constantAttributes() {
    return Map.of();
  }

  /** What one thread gathers. */
  LineBatch batch();

  /** Puts what was held for too long into a batch. */
  default void flush(LineBatch batch) {}
}
