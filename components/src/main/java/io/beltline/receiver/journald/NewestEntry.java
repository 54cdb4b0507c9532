package io.beltline.receiver.journald;

import org.jspecify.annotations.Nullable;

/** Finds out the cursor of the newest entry, however long that is. One thread. */
final class NewestEntry implements BoundedLines.Taker {
  private final CursorFinder finder = new CursorFinder();
  private @Nullable String cursor = Position.START;

  /** Its cursor; the start where there is no entry; null if there is one without a cursor. */
  @Nullable String cursor() {
    return cursor;
  }

  @Override
  public void line(byte[] bytes, int from, int to) {
    if (bytes[from] == '{') {
      part(bytes, from, to);
      tooLong();
    }
  }

  @Override
  public void part(byte[] bytes, int from, int to) {
    finder.look(bytes, from, to);
  }

  @Override
  public void tooLong() {
    cursor = finder.take();
  }
}
