package io.beltline.verification.flow;

import io.beltline.api.Status.Code;
import io.beltline.testkit.RealClock;
import io.beltline.verification.flow.Backend.Answer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A backend's moods: it takes, refuses, dawdles, or takes and says that it did not. Seeded. */
final class Moods implements Backend.Script {
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration SLOW = Duration.ofMillis(15);

  private final SplittableRandom random;
  private final int refused;
  private final boolean lies;

  /**
   * Moods.
   *
   * @param refused how many of a hundred requests it refuses
   * @param lies whether some of the refused were taken all the same, as when an answer is lost
   */
  Moods(long seed, int refused, boolean lies) {
    this.random = new SplittableRandom(seed);
    this.refused = refused;
    this.lies = lies;
  }

  @Override
  public Answer next(List<Long> numbers) throws InterruptedException {
    int dice;
    int kind;
    synchronized (random) {
      dice = random.nextInt(100);
      kind = random.nextInt(6);
    }
    if (dice >= refused) {
      if (kind == 0) {
        RealClock.INSTANCE.sleep(SLOW);
      }
      return Answer.TAKEN;
    }
    return switch (kind) {
      case 0 -> new Answer(false, Code.UNAVAILABLE, SOON);
      case 1 -> new Answer(false, Code.RESOURCE_EXHAUSTED, SOON);
      case 2 -> new Answer(false, Code.RESOURCE_EXHAUSTED, null);
      case 3 -> new Answer(lies, Code.UNAVAILABLE, null);
      default -> new Answer(false, Code.UNAVAILABLE, null);
    };
  }
}
