package io.beltline.delivery;

import io.beltline.api.ConsumeResult.Retryable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
  private final Deque<Failure> failures = new ArrayDeque<>();
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
            .map(Failure::outcome)
            .filter(Outcome::isShutdown)
            .findFirst()
            .orElse(null);
    long failed = failures.stream().mapToLong(Failure::items).sum();
    long before = 0;
    for (Share share : shares) {
      long after = before + share.items();
      int due = (int) (failed * after / total - failed * before / total);
      List<Failure> own = take(due);
      Stake stake = share.stake();
      if (end != null && stake.stays()) {
        stake.settle(end, share.items());
      } else {
        own.forEach(failure -> stake.settle(failure.outcome, failure.items));
        if (due < share.items()) {
          stake.settle(delivered, share.items() - due);
        }
      }
      before = after;
    }
  }

  /** Takes so many items off the failures. */
  private List<Failure> take(int items) {
    List<Failure> taken = new ArrayList<>();
    int left = items;
    while (left > 0) {
      Failure next = failures.removeFirst();
      int part = Math.min(left, next.items);
      taken.add(new Failure(next.outcome, part));
      if (part < next.items) {
        failures.addFirst(new Failure(next.outcome, next.items - part));
      }
      left -= part;
    }
    return taken;
  }

  private record Failure(Outcome outcome, int items) {}
}
