package io.beltline.components.parts;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told when parts of its request went different ways. A part to be sent again
 * makes the whole request be sent again; a part refused for good counts as rejected items, unless
 * that is all there is. One thread.
 */
public final class PartResults {
  private long accepted;
  private long rejected;
  private final StringBuilder words = new StringBuilder();
  private @Nullable Permanent permanent;
  private @Nullable Retryable retryable;

  /** No part yet. */
  public PartResults() {}

  /** Adds what became of a part of so many items. */
  public void add(ConsumeResult result, long items) {
    switch (result) {
      case Accepted taken -> {
        accepted++;
        rejected += taken.rejectedItems();
        say(taken.message());
      }
      case Permanent refused -> {
        permanent = refused;
        rejected += items;
        say(refused.message());
      }
      case Retryable later -> retryable = retryable == null ? later : longer(retryable, later);
    }
  }

  private void say(String message) {
    if (!message.isEmpty() && words.indexOf(message) < 0) {
      words.append(words.isEmpty() ? "" : "; ").append(message);
    }
  }

  private static Retryable longer(Retryable a, Retryable b) {
    Duration first = a.retryAfter();
    Duration second = b.retryAfter();
    return first == null || (second != null && second.compareTo(first) > 0) ? b : a;
  }

  /** What the sender is told; without a part, that all is well. */
  public ConsumeResult result() {
    if (retryable != null) {
      return retryable;
    }
    if (permanent != null && accepted == 0) {
      return permanent;
    }
    return rejected == 0 && words.isEmpty()
        ? ConsumeResult.accepted()
        : new Accepted(rejected, words.toString());
  }
}
