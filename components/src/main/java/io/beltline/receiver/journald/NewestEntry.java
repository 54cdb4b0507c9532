package io.beltline.receiver.journald;

import org.jspecify.annotations.Nullable;

/** Finds out the cursor of the newest entry. One thread. */
final class NewestEntry implements BoundedLines.Taker {
  private final EntryParser parser = new EntryParser(false);
  private @Nullable String cursor = Position.START;

  /** Its cursor; the start where there is no entry; null if there is one that cannot be read. */
  @Nullable String cursor() {
    return cursor;
  }

  @Override
  public void line(byte[] bytes, int from, int to) {
    if (bytes[from] == '{') {
      try {
        cursor = parser.parse(bytes, from, to).cursor();
      } catch (MalformedEntryException wrong) {
        cursor = null;
      }
    }
  }

  @Override
  public void tooLong() {
    cursor = null;
  }
}
