package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a sender is told when several consumers took the same telemetry. */
final class Results {
  private Results() {}

  /**
   * Retryable if any is: sending again is what helps that one. Else permanent if any is; else
   * accepted, with the larger number of rejected items.
   */
  static ConsumeResult join(ConsumeResult a, ConsumeResult b) {
    return switch (a) {
      case Accepted first ->
          switch (b) {
            case Accepted second -> accepted(first, second);
            case Permanent second -> second;
            case Retryable second -> second;
          };
      case Permanent first ->
          switch (b) {
            case Accepted _ -> first;
            case Permanent second ->
                new Permanent(first.status(), text(first.message(), second.message()));
            case Retryable second -> second;
          };
      case Retryable first ->
          switch (b) {
            case Accepted _ -> first;
            case Permanent _ -> first;
            case Retryable second -> retryable(first, second);
          };
    };
  }

  private static Accepted accepted(Accepted a, Accepted b) {
    if (a.equals(ConsumeResult.accepted())) {
      return b;
    }
    if (b.equals(ConsumeResult.accepted())) {
      return a;
    }
    return new Accepted(
        Math.max(a.rejectedItems(), b.rejectedItems()), text(a.message(), b.message()));
  }

  private static Retryable retryable(Retryable a, Retryable b) {
    return new Retryable(
        a.status(), text(a.message(), b.message()), longer(a.retryAfter(), b.retryAfter()));
  }

  private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String text(String a, String b) {
    if (a.isEmpty() || a.equals(b)) {
      return b;
    }
    return b.isEmpty() ? a : a + "; " + b;
  }
}
