package io.beltline.service.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DestinationAccountsTest {
  private static final ComponentId ID = ComponentId.of("zipkin");

  private static DestinationBook book(long delivered, long deadLettered) {
    return new DestinationBook(
        ID, Signal.TRACES, 10, 0, delivered, deadLettered, 0, 0, 0, Map.of());
  }

  @Test
  void whatIsKeptNowMayFallAndWhatWasDeliveredMayNot() {
    MetricRegistry registry = new MetricRegistry();
    DestinationAccounts accounts = new DestinationAccounts(registry);
    AtomicReference<DestinationBook> now = new AtomicReference<>(book(6, 4));
    Supplier<DestinationBook> first = now::get;
    accounts.open(ID, Signal.TRACES, first);
    assertThat(text(registry))
        .contains("# TYPE beltline_ledger_dead_lettered_items gauge\n")
        .containsPattern("beltline_ledger_dead_lettered_items\\{[^\n]*} 4\n");
    now.set(book(10, 0));
    assertThat(text(registry)).containsPattern("beltline_ledger_dead_lettered_items\\{[^\n]*} 0\n");
    accounts.close(ID, Signal.TRACES, first);
    accounts.open(ID, Signal.TRACES, () -> book(1, 2));
    assertThat(text(registry))
        .containsPattern("beltline_ledger_dead_lettered_items\\{[^\n]*} 2\n")
        .containsPattern("outcome=\"delivered\"[^\n]*} 11\n");
  }

  @Test
  void whatAnEndedDestinationHasBookedIsKept() {
    DestinationAccounts accounts = new DestinationAccounts(new MetricRegistry());
    Supplier<DestinationBook> first =
        () -> new DestinationBook(ID, Signal.TRACES, 12, 0, 4, 1, 2, 0, 2, Map.of("shutdown", 3L));
    accounts.open(ID, Signal.TRACES, first);
    accounts.close(ID, Signal.TRACES, first);
    accounts.open(
        ID,
        Signal.TRACES,
        () -> new DestinationBook(ID, Signal.TRACES, 5, 2, 1, 0, 0, 2, 0, Map.of("shutdown", 2L)));
    assertThat(accounts.books())
        .containsExactly(
            new DestinationBook(ID, Signal.TRACES, 17, 2, 5, 1, 2, 2, 2, Map.of("shutdown", 5L)));
  }

  @Test
  void anExporterThatDidNotReturnIsReadOn() {
    DestinationAccounts accounts = new DestinationAccounts(new MetricRegistry());
    AtomicReference<DestinationBook> now =
        new AtomicReference<>(
            new DestinationBook(ID, Signal.TRACES, 10, 0, 6, 0, 0, 4, 0, Map.of()));
    Supplier<DestinationBook> books = now::get;
    accounts.open(ID, Signal.TRACES, books);
    accounts.close(ID, Signal.TRACES, books);
    assertThat(accounts.books()).extracting(DestinationBook::inFlight).containsExactly(4L);
    now.set(book(10, 0));
    assertThat(accounts.books()).containsExactly(book(10, 0));
  }

  private static String text(MetricRegistry registry) {
    return PrometheusText.of(registry, Exposition.standard(Map.of()));
  }
}
