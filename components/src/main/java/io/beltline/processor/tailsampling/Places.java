package io.beltline.processor.tailsampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places of held spans, each kept once and with a number. Guarded by its owner. */
final class Places {
  private final Map<Place, Numbered> numbers = new HashMap<>();
  private final List<@Nullable Numbered> places = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private long bytes;

  private static final class Numbered {
    private final int number;
    private final Place place;
    private long users;

    Numbered(int number, Place place) {
      this.number = number;
      this.place = place;
    }
  }

  /** The number of a place, for one more user. */
  int use(Place place) {
    Numbered known = numbers.get(place);
    if (known == null) {
      known = add(place);
    }
    known.users++;
    return known.number;
  }

  private Numbered add(Place place) {
    Place own = place.copy();
    int number = free.isEmpty() ? places.size() : free.removeLast();
    Numbered added = new Numbered(number, own);
    if (number == places.size()) {
      places.add(added);
    } else {
      places.set(number, added);
    }
    numbers.put(own, added);
    bytes += own.size();
    return added;
  }

  Place get(int number) {
    return numbered(number).place;
  }

  private Numbered numbered(int number) {
    Numbered known = places.get(number);
    if (known == null) {
      throw new IllegalStateException("a place that is not used any more");
    }
    return known;
  }

  /** One user less. */
  void release(int number) {
    Numbered known = numbered(number);
    if (--known.users == 0) {
      numbers.remove(known.place);
      places.set(number, null);
      free.add(number);
      bytes -= known.place.size();
    }
  }

  /** About how many bytes they take on the heap. */
  long bytes() {
    return bytes;
  }
}
