package io.beltline.receiver.journald;

import io.beltline.api.KeyValueStore;
import io.beltline.api.KeyValueStore.Change;
import io.beltline.components.tracked.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The cursor in a store; without a store nothing is kept. One thread at a time. */
final class Position {
  /** Before the oldest entry. */
  static final String START = "";

  private static final String KEY = "cursor";
  static final int LONGEST = 1024;
  private static final Pattern FORM = Pattern.compile("[a-z]=[0-9a-zA-Z]+(;[a-z]=[0-9a-zA-Z]+)*");

  private final @Nullable KeyValueStore store;
  private final Logger logger;
  private boolean failing;

  Position(@Nullable KeyValueStore store, Logger logger) {
    this.store = store;
    this.logger = logger;
  }

  /** Whether a text is a cursor, or {@link #START}. */
  static boolean isCursor(String text) {
    return text.isEmpty() || (text.length() <= LONGEST && FORM.matcher(text).matches());
  }

  /** What was saved last; null if nothing was. */
  @Nullable String load() throws IOException {
    byte[] saved = store == null ? null : store.get(KEY);
    String cursor = saved == null ? null : new String(saved, StandardCharsets.UTF_8);
    if (cursor != null && !isCursor(cursor)) {
      logger.error(
          "the cursor in the storage is none, and is not used: start_at says where to begin");
      return null;
    }
    return cursor;
  }

  /**
   * Writes a cursor.
   *
   * @return whether it is written, or there is nothing to write to
   */
  boolean save(String cursor) {
    if (store == null) {
      return true;
    }
    try {
      store.apply(List.of(new Change(KEY, cursor.getBytes(StandardCharsets.UTF_8))));
      failing = false;
    } catch (IOException failed) {
      if (!failing) {
        logger.error("the cursor cannot be written to the storage: {}", failed.toString());
      }
      failing = true;
    }
    return !failing;
  }

  void close() {
    Stores.close(store, logger);
  }
}
