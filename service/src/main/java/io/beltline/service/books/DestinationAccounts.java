package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import io.beltline.service.metrics.MetricRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Shows the books of all destinations as metrics that do not fall when a graph is replaced: what
 * ended destinations have booked is kept. Safe for all threads.
 */
public final class DestinationAccounts {
  private final MetricRegistry registry;
  private final Map<Key, Account> accounts = new ConcurrentHashMap<>();

  /** Accounts shown in a registry. */
  public DestinationAccounts(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Shows the books of a destination that begins. */
  public void open(ComponentId id, Signal signal, Supplier<DestinationBook> books) {
    accounts
        .computeIfAbsent(new Key(id, signal), key -> new Account(registry, key))
        .live
        .add(books);
  }

  /** Keeps what a destination that ends has booked. */
  public void close(ComponentId id, Signal signal, Supplier<DestinationBook> books) {
    Account account = accounts.get(new Key(id, signal));
    if (account != null) {
      account.close(books);
    }
  }

  private record Key(ComponentId id, Signal signal) {}

  private static final class Account {
    private final List<Supplier<DestinationBook>> live = new CopyOnWriteArrayList<>();
    private final List<DestinationBook> ended = new CopyOnWriteArrayList<>();

    Account(MetricRegistry registry, Key key) {
      counter(registry, key, "taken", DestinationBook::taken);
      counter(registry, key, "delivered", DestinationBook::delivered);
      counter(registry, key, "returned", DestinationBook::returned);
      gauge(
          registry,
          key,
          "in_flight",
          "Items that wait for a destination or are being sent",
          DestinationBook::inFlight);
      gauge(
          registry,
          key,
          "dead_lettered",
          "Items a destination refused for good that are kept now",
          DestinationBook::deadLettered);
    }

    private void gauge(
        MetricRegistry registry,
        Key key,
        String outcome,
        String description,
        ToLongFunction<DestinationBook> items) {
      registry.gauge(
          "beltline_ledger_" + outcome + "_items",
          "{item}",
          description,
          Map.of("destination", key.id().toString(), "otel_signal", key.signal().label()),
          () -> sum(items));
    }

    private void counter(
        MetricRegistry registry, Key key, String outcome, ToLongFunction<DestinationBook> items) {
      registry.observedCounter(
          BookKeeping.METRIC,
          "{item}",
          BookKeeping.DESCRIPTION,
          BookKeeping.labels("", key.id() + "@" + key.signal().label(), outcome, ""),
          () -> sum(items));
    }

    private synchronized void close(Supplier<DestinationBook> books) {
      if (live.remove(books)) {
        DestinationBook last = books.get();
        ended.add(last);
        if (ended.size() > 1) {
          DestinationBook merged = ended.stream().reduce(Account::plus).orElse(last);
          ended.clear();
          ended.add(merged);
        }
      }
    }

    private synchronized double sum(ToLongFunction<DestinationBook> items) {
      long sum = 0;
      for (DestinationBook book : ended) {
        sum += items.applyAsLong(book);
      }
      for (Supplier<DestinationBook> book : live) {
        sum += items.applyAsLong(book.get());
      }
      return sum;
    }

    private static DestinationBook plus(DestinationBook a, DestinationBook b) {
      return new DestinationBook(
          a.id(),
          a.signal(),
          a.taken() + b.taken(),
          a.recovered() + b.recovered(),
          a.delivered() + b.delivered(),
          a.deadLettered() + b.deadLettered(),
          a.returned() + b.returned(),
          a.inFlight() + b.inFlight(),
          a.kept() + b.kept(),
          Map.of());
    }
  }
}
