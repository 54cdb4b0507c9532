package io.beltline.receiver.journald;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cursor of an entry that is not parsed, in its JSON as it passes: journalctl writes
 * fields in any order. Quotes within texts have a backslash in front, so what looks like the field
 * is the field. One thread.
 */
final class CursorFinder {
  private static final byte[] FIELD = "\"__CURSOR\"".getBytes(StandardCharsets.US_ASCII);

  private final StringBuilder value = new StringBuilder();
  private int matched;
  private Step step = Step.FIELD;

  /** What is looked for. */
  private enum Step {
    FIELD,
    COLON,
    QUOTE,
    VALUE,
    FOUND
  }

  /** Looks at the next part of an entry. */
  void look(byte[] bytes, int from, int to) {
    for (int i = from; i < to && step != Step.FOUND; i++) {
      step = next(bytes[i]);
    }
  }

  private Step next(byte b) {
    return switch (step) {
      case FIELD -> field(b);
      case COLON -> b == ':' ? Step.QUOTE : b == ' ' ? Step.COLON : field(b);
      case QUOTE -> b == '"' ? Step.VALUE : b == ' ' ? Step.QUOTE : field(b);
      case VALUE -> value(b);
      case FOUND -> Step.FOUND;
    };
  }

  private Step field(byte b) {
    matched = b == FIELD[matched] ? matched + 1 : b == '"' ? 1 : 0;
    if (matched < FIELD.length) {
      return Step.FIELD;
    }
    matched = 0;
    return Step.COLON;
  }

  private Step value(byte b) {
    if (b == '"') {
      return Step.FOUND;
    }
    if (value.length() > Position.LONGEST) {
      value.setLength(0); // no cursor is so long
      return field(b);
    }
    value.append((char) (b & 0xff));
    return Step.VALUE;
  }

  /** The cursor of the entry that has passed, or null; the next entry begins. */
  @Nullable String take() {
    String found = step == Step.FOUND ? value.toString() : "";
    value.setLength(0);
    matched = 0;
    step = Step.FIELD;
    return !found.isEmpty() && Position.isCursor(found) ? found : null;
  }
}
