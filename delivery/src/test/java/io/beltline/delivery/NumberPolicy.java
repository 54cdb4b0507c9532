package io.beltline.delivery;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records whose numbers divide by three, drops those that divide by five, and finds in the
 * encoded form those that divide by seven.
 */
final class NumberPolicy implements EgressPolicy {
  /** What cannot be masked because of a bug. */
  static final long THROWS = 4096;

  @Override
  public Inspected inspect(Telemetry telemetry) {
    List<Long> passed = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    List<Long> dropped = new ArrayList<>();
    for (long number : Numbered.numbers(telemetry)) {
      (number % 3 == 0 ? kept : number % 5 == 0 ? dropped : passed).add(number);
    }
    List<Withheld> withheld = new ArrayList<>();
    if (!kept.isEmpty()) {
      withheld.add(new Withheld(Numbered.of(kept, 0), true, "three"));
    }
    if (!dropped.isEmpty()) {
      withheld.add(new Withheld(Numbered.of(dropped, 0), false, "five"));
    }
    return new Inspected(passed.isEmpty() ? null : Numbered.of(passed, 0), withheld);
  }

  /** Threes and fives become negative. */
  @Override
  public Telemetry masked(Telemetry telemetry) {
    if (Numbered.numbers(telemetry).contains(THROWS)) {
      throw new IndexOutOfBoundsException("a bug");
    }
    return Numbered.of(
        Numbered.numbers(telemetry).stream()
            .map(number -> number % 3 == 0 || number % 5 == 0 ? -Math.abs(number) : number)
            .toList(),
        0);
  }

  @Override
  public @Nullable Refusal look(List<Slice> body) {
    Telemetry telemetry = Numbered.of(List.of(), 0).with(Payload.of(body));
    return Numbered.numbers(telemetry).stream().anyMatch(number -> number % 7 == 0)
        ? new Refusal(Action.DROP, Status.INVALID_ARGUMENT, "seven", null, true, RULE)
        : null;
  }
}
