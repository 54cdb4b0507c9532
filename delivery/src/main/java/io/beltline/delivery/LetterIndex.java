package io.beltline.delivery;

import io.beltline.delivery.DeadLetters.Fill;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.journal.RecordRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands on the letters of a box on disk, the oldest first. Safe for all threads. */
final class LetterIndex {
  private final Map<Long, Letter> letters = new LinkedHashMap<>();
  private final Set<Long> claimed = new HashSet<>();
  private long items;
  private long bytes;

  /** A letter's place and what stands on it. */
  record Letter(RecordRef record, Letterhead head) {
    long id() {
      return record.sequence();
    }
  }

  synchronized void add(Letter letter) {
    letters.put(letter.id(), letter);
    items += letter.head.items();
    bytes += letter.head.bytes();
  }

  synchronized List<Listed> list() {
    List<Listed> list = new ArrayList<>();
    letters.forEach(
        (id, letter) -> {
          if (!claimed.contains(id)) {
            list.add(new Listed(id, letter.head));
          }
        });
    return list;
  }

  /** A letter nobody has in hand, or null. */
  synchronized @Nullable Letter get(long id) {
    return claimed.contains(id) ? null : letters.get(id);
  }

  /** The same, in the caller's hand from now on. */
  synchronized @Nullable Letter claim(long id) {
    Letter letter = letters.get(id);
    return letter != null && claimed.add(id) ? letter : null;
  }

  synchronized void giveBack(long id) {
    claimed.remove(id);
  }

  /** Forgets a letter that is in hand; null if it is not. */
  synchronized @Nullable Letter removeClaimed(long id) {
    return claimed.remove(id) ? remove(id) : null;
  }

  /** Forgets a letter; null if it is not there. */
  synchronized @Nullable Letter remove(long id) {
    Letter letter = letters.remove(id);
    if (letter != null) {
      items -= letter.head.items();
      bytes -= letter.head.bytes();
    }
    return letter;
  }

  /** Forgets the oldest that nobody has in hand until limits are kept, but not the newest. */
  synchronized List<Letter> trim(long mostLetters, long mostBytes, long newest) {
    List<Letter> gone = new ArrayList<>();
    for (Letter letter : List.copyOf(letters.values())) {
      if (letters.size() <= mostLetters && bytes <= mostBytes) {
        break;
      }
      if (letter.id() != newest && !claimed.contains(letter.id())) {
        remove(letter.id());
        gone.add(letter);
      }
    }
    return gone;
  }

  synchronized Fill fill() {
    return new Fill(letters.size(), items, bytes);
  }
}
