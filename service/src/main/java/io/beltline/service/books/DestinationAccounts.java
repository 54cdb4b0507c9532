package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import io.beltline.service.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The books of all destinations of the process, also as metrics that do not fall when a graph is
 * replaced: what ended destinations have booked is kept. Safe for all threads.
 */
public final class DestinationAccounts {
  private final MetricRegistry registry;
  private final Map<Key, Account> accounts = new ConcurrentSkipListMap<>();

  /** Accounts shown in a registry. */
  public DestinationAccounts(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Shows the books of a destination that begins. */
  public void open(ComponentId id, Signal signal, Supplier<DestinationBook> books) {
    accounts.computeIfAbsent(new Key(id, signal), key -> new Account(registry, key)).open(books);
  }

  /**
   * Keeps what a destination that ends has booked. One that could not bring everything to an end,
   * because its exporter did not return, is read on.
   */
  public void close(ComponentId id, Signal signal, Supplier<DestinationBook> books) {
    Account account = accounts.get(new Key(id, signal));
    if (account != null) {
      account.close(books);
    }
  }

  /** What stands in all of them now. */
  public List<DestinationBook> books() {
    return accounts.values().stream().map(Account::sum).toList();
  }

  private record Key(ComponentId id, Signal signal) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byId = id.toString().compareTo(other.id.toString());
      return byId != 0 ? byId : signal.compareTo(other.signal);
    }
  }

  private static final class Account {
    private final Key key;
    private final List<Supplier<DestinationBook>> live = new ArrayList<>();
    private final List<Supplier<DestinationBook>> leaving = new ArrayList<>();
    private @Nullable DestinationBook ended;

    Account(MetricRegistry registry, Key key) {
      this.key = key;
      counter(registry, "taken", DestinationBook::taken);
      counter(registry, "delivered", DestinationBook::delivered);
      counter(registry, "returned", DestinationBook::returned);
      gauge(
          registry,
          "in_flight",
          "Items that wait for a destination or are being sent",
          DestinationBook::inFlight);
      gauge(
          registry,
          "dead_lettered",
          "Items a destination refused for good that are kept now",
          DestinationBook::deadLettered);
    }

    private void gauge(
        MetricRegistry registry,
        String outcome,
        String description,
        ToLongFunction<DestinationBook> items) {
      registry.gauge(
          "beltline_ledger_" + outcome + "_items",
          "{item}",
          description,
          Map.of("destination", key.id().toString(), "otel_signal", key.signal().label()),
          () -> items.applyAsLong(sum()));
    }

    private void counter(
        MetricRegistry registry, String outcome, ToLongFunction<DestinationBook> items) {
      registry.observedCounter(
          BookKeeping.METRIC,
          "{item}",
          BookKeeping.DESCRIPTION,
          BookKeeping.labels("", key.id().toString(), key.signal().label(), outcome, ""),
          () -> items.applyAsLong(sum()));
    }

    synchronized void open(Supplier<DestinationBook> books) {
      live.add(books);
    }

    synchronized void close(Supplier<DestinationBook> books) {
      if (live.remove(books)) {
        leaving.add(books);
        settle();
      }
    }

    private void settle() {
      for (Supplier<DestinationBook> books : List.copyOf(leaving)) {
        DestinationBook last = books.get();
        if (last.inFlight() == 0) {
          leaving.remove(books);
          ended = ended == null ? last : ended.plus(last);
        }
      }
    }

    synchronized DestinationBook sum() {
      settle();
      DestinationBook sum =
          ended != null
              ? ended
              : new DestinationBook(key.id(), key.signal(), 0, 0, 0, 0, 0, 0, 0, Map.of());
      for (Supplier<DestinationBook> books : leaving) {
        sum = sum.plus(books.get());
      }
      for (Supplier<DestinationBook> books : live) {
        sum = sum.plus(books.get());
      }
      return sum;
    }
  }
}
