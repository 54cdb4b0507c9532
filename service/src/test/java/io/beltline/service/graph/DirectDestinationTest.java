package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.EgressPolicy;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.service.Items;
import io.beltline.service.SystemClock;
import io.beltline.service.books.DestinationBook;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The books of an exporter without a queue behind a policy that withholds three items of each. */
class DirectDestinationTest {
  private static final Refusal OWN =
      new Refusal(Action.DROP, Status.INVALID_ARGUMENT, "leak", null, true, EgressPolicy.RULE);

  private final SystemClock clock = new SystemClock();
  private final MetricRegistry registry = new MetricRegistry();

  @AfterEach
  void end() {
    clock.close();
  }

  private DirectDestination behind(Function<ExportRequest, ExportResult> exporter) {
    return new DirectDestination(
        ComponentId.parse("debug"),
        Signal.LOGS,
        exporter::apply,
        new ThreePolicy(),
        clock,
        registry);
  }

  private static Telemetry logs(int items) {
    return Items.of(Signal.LOGS, items);
  }

  private static ConsumeResult send(DirectDestination to, int items) {
    return to.consume(Context.EMPTY, logs(items));
  }

  private static void assertBooks(
      DirectDestination of, long delivered, long returned, Map<String, Long> dropped) {
    DestinationBook book = of.books();
    assertThat(book.delivered()).isEqualTo(delivered);
    assertThat(book.returned()).isEqualTo(returned);
    assertThat(book.dropped()).isEqualTo(dropped);
    assertThat(book.inFlight()).isZero();
  }

  private void assertCounts(long sent, long failed, long withheld) {
    String page = PrometheusText.of(registry, Exposition.standard(Map.of()));
    assertThat(page.lines().filter(line -> line.startsWith("otelcol_exporter_")))
        .anyMatch(line -> isCount(line, "otelcol_exporter_sent_log_records", sent))
        .anyMatch(line -> isCount(line, "otelcol_exporter_send_failed_log_records", failed))
        .anyMatch(
            line ->
                line.contains("reason=\"withheld\"")
                    && isCount(line, "otelcol_exporter_dropped_log_records", withheld));
  }

  private static boolean isCount(String line, String name, long value) {
    return line.startsWith(name) && line.endsWith(" " + value);
  }

  @Test
  void whatIsWithheldIsAcceptedAndNoFailure() {
    DirectDestination to = behind(request -> ExportResult.delivered());
    assertThat(send(to, 10)).isEqualTo(ConsumeResult.accepted());
    assertBooks(to, 7, 0, Map.of("withheld", 3L));
    assertCounts(7, 0, 3);
  }

  @Test
  void aRequestOfWhichNothingMayLeaveIsNotSent() {
    DirectDestination to =
        behind(
            request -> {
              throw new AssertionError("sent");
            });
    assertThat(send(to, 3)).isEqualTo(ConsumeResult.accepted());
    assertBooks(to, 0, 0, Map.of("withheld", 3L));
  }

  @Test
  void whatTheBackendRejectsIsNotDelivered() {
    DirectDestination to = behind(request -> new ExportResult.Delivered(2, "two"));
    assertThat(send(to, 10)).isEqualTo(new ConsumeResult.Accepted(2, "two"));
    assertBooks(to, 5, 0, Map.of("refused", 2L, "withheld", 3L));
    assertCounts(5, 2, 3);
  }

  @Test
  void partsAreBookedByWhoRefusedThem() {
    Refusal other = new Refusal(Action.DROP, Status.INVALID_ARGUMENT, "no", null);
    DirectDestination to =
        behind(
            request ->
                new ExportResult.Partial(
                    List.of(new Part(logs(1), other), new Part(logs(2), OWN, true))));
    assertThat(send(to, 10)).isEqualTo(new ConsumeResult.Accepted(1, "no"));
    assertBooks(to, 4, 0, Map.of("refused", 1L, "withheld", 5L));
    assertCounts(4, 1, 5);
  }

  @Test
  void aLeakInTheEncodedFormIsWithheldToo() {
    DirectDestination to = behind(request -> new ExportResult.Refused(OWN));
    assertThat(send(to, 10)).isEqualTo(ConsumeResult.accepted());
    assertBooks(to, 0, 0, Map.of("withheld", 10L));
    assertCounts(0, 0, 10);
  }

  @Test
  void ofWhatComesAgainNothingIsWithheld() {
    DirectDestination to = behind(request -> ExportResult.retry(Status.UNAVAILABLE, "busy", null));
    assertThat(send(to, 10)).isInstanceOf(ConsumeResult.Retryable.class);
    assertBooks(to, 0, 10, Map.of());
    assertCounts(0, 10, 0);
  }

  @Test
  void ofWhatIsRefusedForGoodOnlyTheRestIsGivenBack() {
    DirectDestination to =
        behind(request -> ExportResult.refused(Action.DROP, Status.INVALID_ARGUMENT, "no"));
    assertThat(send(to, 10)).isInstanceOf(ConsumeResult.Permanent.class);
    assertBooks(to, 0, 7, Map.of("withheld", 3L));
    assertCounts(0, 7, 3);
  }

  private static final class ThreePolicy implements EgressPolicy {
    @Override
    public Inspected inspect(Telemetry telemetry) {
      int rest = telemetry.itemCount() - 3;
      return new Inspected(
          rest == 0 ? null : logs(rest), List.of(new Withheld(logs(3), false, "three")));
    }

    @Override
    public Telemetry masked(Telemetry telemetry) {
      return telemetry;
    }

    @Override
    public @Nullable Refusal look(List<Slice> body) {
      return null;
    }
  }
}
