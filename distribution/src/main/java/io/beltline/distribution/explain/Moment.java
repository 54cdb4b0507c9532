package io.beltline.distribution.explain;

import io.beltline.distribution.plain.PlainItems;
import io.beltline.service.trial.Booking;
import io.beltline.service.trial.Effect;
import io.beltline.service.trial.Passage;
import io.beltline.service.trial.PlacedRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stood in the counters when something passed.
 *
 * @param passage what passed; null for the end
 * @param effects what each rule had done
 * @param bookings what had been booked
 */
record Moment(
    @Nullable Passage passage, Map<PlacedRule, Effect> effects, Map<Booking, Long> bookings) {

  Effect since(Moment before, PlacedRule rule) {
    return effects
        .getOrDefault(rule, Effect.NONE)
        .since(before.effects.getOrDefault(rule, Effect.NONE));
  }

  /** The bookings that grew since. */
  List<Booking> since(Moment before) {
    return bookings.entrySet().stream()
        .filter(entry -> entry.getValue() > before.bookings.getOrDefault(entry.getKey(), 0L))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Map<String, @Nullable Object>> items() {
    return passage == null ? List.of() : PlainItems.of(passage.telemetry());
  }
}
