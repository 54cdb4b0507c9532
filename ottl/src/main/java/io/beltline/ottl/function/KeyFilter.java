package io.beltline.ottl.function;

import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import java.util.function.Predicate;

/** Removes entries by their keys. Stateless. */
final class KeyFilter {
  private KeyFilter() {}

  /** Keeps the entries whose keys a test is true of, and says whether any was removed. */
  static boolean keep(AttributesEditor entries, Predicate<ByteRange> test) {
    while (entries.next()) { // reads on; the editing walk is slower
      if (!test.test(entries.keyUtf8())) {
        entries.removeIf(entry -> !test.test(entry.keyUtf8()));
        return true;
      }
    }
    return false;
  }
}
