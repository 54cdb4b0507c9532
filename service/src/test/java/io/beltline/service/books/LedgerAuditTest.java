package io.beltline.service.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LedgerAuditTest {
  private static final PipelineId LOGS = new PipelineId(Signal.LOGS, "");
  private static final ComponentId OUT = ComponentId.of("out");
  private static final String NAME = "pipeline logs to out";

  private final FakeClock clock = new FakeClock();
  private final MetricRegistry registry = new MetricRegistry();
  private final PipelineAccounts pipelines = new PipelineAccounts();
  private final DestinationAccounts destinations = new DestinationAccounts(registry);
  private final PipelineBooks books = new PipelineBooks(LOGS, List.of(OUT), registry);
  private final List<Level> reported = new ArrayList<>();
  private final LedgerAudit audit =
      new LedgerAudit(
          this::reading,
          clock,
          registry,
          LoggerFactory.getLogger("audit"),
          status -> reported.add(status.level()));

  LedgerAuditTest() {
    pipelines.open(books);
  }

  private LedgerReading reading() {
    return new LedgerReading(pipelines.lines(), destinations.books());
  }

  private void look() {
    audit.look(reading());
  }

  private void pass(int items, int handed) {
    books.entered();
    books.line(OUT).handed(handed);
    books.left(items, true);
  }

  private String metrics() {
    return PrometheusText.of(registry, Exposition.standard(Map.of()));
  }

  @Test
  void whatComesOutIsNoAlarm() {
    pass(5, 5);
    look();
    clock.advance(LedgerAudit.CERTAIN);
    look();
    assertThat(audit.alarms()).isEmpty();
    assertThat(reported).isEmpty();
    assertThat(metrics())
        .contains("beltline_ledger_alarms 0\n")
        .contains("beltline_ledger_residue_items{destination=\"out\",pipeline=\"logs\"} 0\n");
  }

  @Test
  void aResidueThatStaysIsAnAlarmUntilItIsGone() {
    pass(5, 3);
    look();
    clock.advance(LedgerAudit.CERTAIN.minusNanos(1));
    look();
    assertThat(audit.alarms()).isEmpty();
    clock.advance(Duration.ofNanos(1));
    look();
    look();
    assertThat(audit.alarms()).isEqualTo(Map.of(NAME, 2L));
    assertThat(reported).containsExactly(Level.PERMANENT_ERROR);
    assertThat(metrics())
        .contains("beltline_ledger_alarms 1\n")
        .contains("beltline_ledger_residue_items{destination=\"out\",pipeline=\"logs\"} 2\n");
    books.dropped(Signal.LOGS, "late", 2);
    look();
    assertThat(audit.alarms()).isEmpty();
    assertThat(reported).containsExactly(Level.PERMANENT_ERROR, Level.OK);
  }

  @Test
  void aReadingWithACallUnderWayTellsNothing() {
    books.entered();
    books.line(OUT).handed(4);
    look();
    assertThat(reading().settled()).isFalse();
    clock.advance(LedgerAudit.CERTAIN.multipliedBy(3));
    look();
    assertThat(audit.alarms()).isEmpty();
    books.left(4, true);
    look();
    assertThat(reading().settled()).isTrue();
    assertThat(audit.alarms()).isEmpty();
  }

  @Test
  void aResidueThatChangesHasToStayAgain() {
    pass(5, 3);
    look();
    clock.advance(LedgerAudit.CERTAIN);
    pass(5, 4);
    look();
    assertThat(audit.alarms()).isEmpty();
    clock.advance(LedgerAudit.CERTAIN);
    look();
    assertThat(audit.alarms()).isEqualTo(Map.of(NAME, 3L));
  }

  @Test
  void whatProcessorsHoldIsInFlight() {
    books.entered();
    books.held(Signal.LOGS, 7);
    books.left(7, true);
    look();
    clock.advance(LedgerAudit.CERTAIN);
    look();
    assertThat(audit.alarms()).isEmpty();
    assertThat(reading().pipelines().getFirst().held()).isEqualTo(7);
  }

  @Test
  void aDestinationIsExactAtEveryMoment() {
    destinations.open(
        OUT,
        Signal.LOGS,
        () -> new DestinationBook(OUT, Signal.LOGS, 9, 0, 5, 0, 0, 5, 0, Map.of()));
    look();
    clock.advance(LedgerAudit.CERTAIN);
    look();
    assertThat(audit.alarms()).isEqualTo(Map.of("destination out@logs", -1L));
  }

  @Test
  void booksOfAReplacedGraphAreAddedUp() {
    pass(5, 5);
    books.entered(); // still under way when the graph is replaced
    pipelines.close(books);
    ComponentId other = ComponentId.of("other");
    PipelineBooks later = new PipelineBooks(LOGS, List.of(OUT, other), registry);
    pipelines.open(later);
    later.entered();
    later.line(OUT).handed(2);
    later.line(other).handed(2);
    later.left(2, true);
    assertThat(reading().settled()).isFalse();
    books.line(OUT).handed(1);
    books.left(1, true);
    List<LedgerLine> lines = reading().pipelines();
    assertThat(lines).extracting(LedgerLine::accepted).containsExactly(8L, 2L);
    assertThat(lines).allMatch(line -> line.settled() && line.residue() == 0);
    assertThat(reading().pipelines()).isEqualTo(lines);
  }

  @Test
  void itLooksByItself() {
    pass(5, 3);
    audit.start();
    clock.advance(LedgerAudit.EVERY);
    clock.advance(LedgerAudit.EVERY);
    assertThat(audit.alarms()).isEqualTo(Map.of(NAME, 2L));
    audit.stop();
  }

  @Test
  void theLastLookIsCertain() {
    pass(5, 3);
    audit.start();
    audit.stop();
    assertThat(audit.alarms()).isEqualTo(Map.of(NAME, 2L));
    assertThat(reported).containsExactly(Level.PERMANENT_ERROR);
  }

  @Test
  void theLastLookPassesOverWhatIsUnderWay() {
    books.entered();
    audit.start();
    audit.stop();
    assertThat(audit.alarms()).isEmpty();
  }
}
