package io.beltline.delivery;

import io.beltline.api.ConsumeResult.Retryable;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of a shipment whose parts met different ends without being named: collects the ends of
 * all of them, then hands each share of the shipment its proportion.
 *
 * <p>Failures are spread in proportion to the shares' sizes, so their sum is exact although the
 * single share's number is a guess. A share that may contain items the destination would take later
 * is told so: sending twice is better than losing. For the same reason all shares that are on disk
 * stay there, whole, if only one item is left undelivered by the end of this run.
 */
final class Group implements Stake {
  private final List<Share> shares;
  private final int total;
  private final List<Failure> failures = new ArrayList<>();
  private Outcome.Delivered delivered = Outcome.Delivered.QUIETLY;
  private int open;

  Group(List<Share> shares, int total) {
    this.shares = shares;
    this.total = total;
    this.open = total;
  }

  @Override
  public void settle(Outcome outcome, int items) {
    open -= items;
    switch (outcome) {
      case Outcome.Delivered d -> delivered = d;
      case Outcome.DeadLettered d -> failures.add(new Failure(d, items));
      case Outcome.Lost l -> {
        failures.add(new Failure(l, items));
        if (l.answer() instanceof Retryable retryable) {
          doubt(retryable);
        }
      }
    }
    if (open == 0) {
      distribute();
    }
  }

  @Override
  public void doubt(Retryable answer) {
    shares.forEach(share -> share.stake().doubt(answer));
  }

  @Override
  public boolean stays() {
    return shares.stream().allMatch(share -> share.stake().stays());
  }

  private void distribute() {
    Outcome end =
        failures.stream()
            .map(failure -> failure.outcome)
            .filter(Outcome::isShutdown)
            .findFirst()
            .orElse(null);
    long failed = failures.stream().mapToLong(failure -> failure.items).sum();
    long before = 0;
    int next = 0;
    for (Share share : shares) {
      long after = before + share.items();
      int due = (int) (failed * after / total - failed * before / total);
      int whole = share.items() - due;
      boolean stays = end != null && share.stake().stays();
      if (end != null && stays) {
        share.stake().settle(end, share.items());
      }
      while (due > 0) {
        Failure failure = failures.get(next);
        int part = Math.min(due, failure.items);
        if (!stays) {
          share.stake().settle(failure.outcome, part);
        }
        failure.items -= part;
        due -= part;
        if (failure.items == 0) {
          next++;
        }
      }
      if (whole > 0 && !stays) {
        share.stake().settle(delivered, whole);
      }
      before = after;
    }
  }

  private static final class Failure {
    private final Outcome outcome;
    private int items;

    Failure(Outcome outcome, int items) {
      this.outcome = outcome;
      this.items = items;
    }
  }
}
