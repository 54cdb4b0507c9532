package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.model.Signal;
import io.beltline.service.Items;
import io.beltline.service.Parts.PartConfig;
import io.beltline.service.logging.Logging;
import io.beltline.service.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
  @TempDir private Path folder;
  private final Stage stage = new Stage();
  private final Swap swap =
      new Swap(stage.surroundings, Logging.logger(Map.of()), Duration.ofSeconds(10));

  private Swap.Outcome to(Plan plan, Graph old) {
    return swap.to(plan, old, () -> {});
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Plan plan(String receiverNote, String processor, String exporterNote) {
    return plans(receiverNote, processor, exporterNote).plan();
  }

  private Plans plans(String receiverNote, String processor, String exporterNote) {
    return stage
        .plans()
        .with("part_aid")
        .with("part_in", new PartConfig("", 4317, receiverNote))
        .with("part/p", processor)
        .with("part_out", new PartConfig("", 9464, exporterNote))
        .pipeline(Signal.LOGS, "", "part_in", "part/p", "part_out");
  }

  @Test
  void whatDidNotChangeGoesOn() {
    Graph old = stage.started(plan("", "", ""));
    stage.parts.events.clear();
    Swap.Outcome outcome = to(plan("", "filter1", ""), old);
    assertThat(outcome.failure()).isNull();
    assertThat(stage.parts.events)
        .containsExactly("stop processor part/p logs", "start processor part/p logs");
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(4);
    assertThat(outcome.running().books().balanced()).isTrue();
  }

  @Test
  void aComponentReachesTheExportersOfTheGraphItRunsIn() {
    ComponentId out = ComponentId.parse("part_out");
    Graph old = stage.started(plan("", "", ""));
    Host host = stage.parts.hosts.get("processor part/p logs");
    assertThat(host.exporter(out, Signal.METRICS)).isEmpty();
    assertThat(host.exporter(ComponentId.parse("part_other"), Signal.LOGS)).isEmpty();
    host.exporter(out, Signal.LOGS).orElseThrow().consume(Context.EMPTY, Items.of(Signal.LOGS, 3));
    assertThat(stage.delivered("part_out")).isEqualTo(3);
    Swap.Outcome outcome = to(plan("", "", "other"), old);
    assertThat(outcome.failure()).isNull();
    Host next = stage.parts.hosts.get("processor part/p logs");
    assertThat(next.exporter(out, Signal.LOGS).orElseThrow())
        .isEqualTo(outcome.running().exporters.get(out).entries().get(Signal.LOGS));
    assertThat(outcome.running().books().balanced()).isTrue();
  }

  @Test
  void whatGoesOnFindsAnExtensionThatIsAddedAtOnce() {
    Graph old = stage.started(plan("", "", ""));
    List<Host> hosts =
        List.of(
            stage.parts.hosts.get("receiver part_in"), stage.parts.hosts.get("exporter part_out"));
    assertThat(hosts).allMatch(host -> host.extensions().size() == 1);
    Plan more = plans("", "", "").with("part_aid/more").plan();
    assertThat(to(more, old).failure()).isNull();
    assertThat(hosts).allMatch(host -> host.extensions().size() == 2);
  }

  @Test
  void portsAreHandedOver() {
    Graph old = stage.started(plan("", "", ""));
    stage.parts.events.clear();
    Swap.Outcome outcome = to(plan("other", "", "other"), old);
    assertThat(outcome.failure()).isNull();
    assertThat(stage.parts.events)
        .containsExactly(
            "stop receiver part_in",
            "stop processor part/p logs",
            "stop exporter part_out",
            "start exporter part_out",
            "start processor part/p logs",
            "start receiver part_in");
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(5);
  }

  @Test
  void whatReadsAFileThatChangedIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("jobs"), "one");
    Graph old = stage.started(plan(file.toString(), "", ""));
    stage.parts.events.clear();
    Graph next = to(plan(file.toString(), "", ""), old).running();
    assertThat(stage.parts.events).doesNotContain("stop receiver part_in");
    Files.writeString(file, "two");
    next = to(plan(file.toString(), "", ""), next).running();
    assertThat(stage.parts.events)
        .contains("stop receiver part_in", "start receiver part_in")
        .doesNotContain("stop exporter part_out");
    stage.parts.events.clear();
    Files.delete(file);
    Swap.Outcome outcome = to(plan(file.toString(), "unstartable", "other"), next);
    assertThat(outcome.failure()).isNotNull();
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(5);
  }

  @Test
  void ifTheNewOneCannotBeBuiltTheOldOneNeverStops() {
    Graph old = stage.started(plan("", "", ""));
    stage.parts.events.clear();
    Swap.Outcome outcome = to(plan("", "unbuildable", ""), old);
    assertThat(outcome.failure()).hasMessage("processors::part/p: cannot be built");
    assertThat(outcome.running()).isSameAs(old);
    assertThat(stage.parts.events).isEmpty();
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(5);
  }

  @Test
  void ifTheNewOneDoesNotStartTheOldOneIsStartedAgain() {
    Graph old = stage.started(plan("", "", ""));
    Swap.Outcome outcome = to(plan("other", "unstartable", "other"), old);
    assertThat(outcome.failure())
        .hasMessageStartingWith("processors::part/p: cannot start: the file is not there");
    assertThat(outcome.running()).isNotSameAs(old);
    assertThat(outcome.running().plan()).isEqualTo(old.plan());
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(5);
    outcome.running().shutdown(stage.deadline());
    assertThat(stage.surroundings.statuses()).isEmpty();
  }

  @Test
  void whatRunsOutOfMemoryLeavesAGraphThatRuns() {
    Graph old = stage.started(plan("", "exhausting", ""));
    Swap.Outcome first = to(plan("", "filter1", ""), old);
    assertThat(first.failure()).isNull();
    Swap.Outcome second = to(plan("", "exhausted", ""), first.running());
    assertThat(second.failure()).hasMessageContaining("no room to start");
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(4);
  }

  @Test
  void aChangedExtensionReplacesEverything() {
    Graph old = stage.started(plan("", "", ""));
    stage.parts.events.clear();
    Plan changed =
        stage
            .plans()
            .with("part_aid", "other")
            .with("part_in", new PartConfig("", 4317, ""))
            .with("part/p", "")
            .with("part_out", new PartConfig("", 9464, ""))
            .pipeline(Signal.LOGS, "", "part_in", "part/p", "part_out")
            .plan();
    Swap.Outcome outcome = to(changed, old);
    assertThat(outcome.failure()).isNull();
    assertThat(stage.parts.events)
        .startsWith("not ready", "stop receiver part_in")
        .containsSubsequence("stop extension part_aid", "start extension part_aid")
        .endsWith("start receiver part_in", "ready");
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.delivered("part_out")).isEqualTo(5);
  }

  @Test
  void aProcessorTakesWhatTheOneBeforeItLeft() {
    Graph old = stage.started(plan("", "carry1", ""));
    assertThat(stage.parts.events).contains("nothing for logs");
    stage.parts.events.clear();
    Graph next = to(plan("", "carry2", ""), old).running();
    assertThat(stage.parts.events).contains("carry1 for logs");
    stage.parts.events.clear();
    next = to(plan("", "", ""), next).running();
    assertThat(to(plan("", "carry3", ""), next).failure()).isNull();
    assertThat(stage.parts.events).contains("nothing for logs"); // what nobody takes is forgotten
  }

  @Test
  void anExporterTakesWhatTheOneBeforeItLeft() {
    Graph old = stage.started(exporting("part_out", "carry1"));
    assertThat(stage.parts.events).contains("nothing for part_out");
    Graph next = to(exporting("part_out", "carry2"), old).running();
    assertThat(stage.parts.events).contains("carry1 for part_out", "has a successor");
    stage.parts.events.clear();
    assertThat(to(exporting("part_out/other", "carry3"), next).failure()).isNull();
    assertThat(stage.parts.events).contains("nothing for part_out/other", "has none");
  }

  private Plan exporting(String exporter, String mode) {
    return stage
        .plans()
        .with("part_in")
        .with(exporter, mode)
        .pipeline(Signal.LOGS, "", "part_in", "", exporter)
        .plan();
  }

  @Test
  void aProcessorKnowsWhetherAnotherTakesItsPlace() {
    Graph old = stage.started(plan("", "carry1", ""));
    Graph next = to(plan("", "carry2", ""), old).running();
    assertThat(stage.parts.events).contains("has a successor").doesNotContain("has none");
    stage.parts.events.clear();
    Plan without =
        stage
            .plans()
            .with("part_aid")
            .with("part_in", new PartConfig("", 4317, ""))
            .with("part/q", "")
            .with("part_out", new PartConfig("", 9464, ""))
            .pipeline(Signal.LOGS, "", "part_in", "part/q", "part_out")
            .plan();
    assertThat(to(without, next).failure()).isNull();
    assertThat(stage.parts.events).contains("has none").doesNotContain("has a successor");
  }

  @Test
  void whatWasLeftComesBackIfTheNewOneDoesNotStart() {
    Graph old = stage.started(plan("", "carry1", ""));
    stage.parts.events.clear();
    Plan broken =
        stage
            .plans()
            .with("part_aid")
            .with("part_in", new PartConfig("unstartable", 4317, ""))
            .with("part/p", "carry2")
            .with("part_out", new PartConfig("", 9464, ""))
            .pipeline(Signal.LOGS, "", "part_in", "part/p", "part_out")
            .plan();
    Graph again = to(broken, old).running();
    assertThat(stage.parts.events)
        .filteredOn(event -> event.endsWith("for logs"))
        .containsExactly("carry1 for logs", "carry2 for logs");
    again.shutdown(stage.deadline());
    stage.parts.events.clear();
    stage.started(plan("", "carry1", ""));
    assertThat(stage.parts.events).contains("nothing for logs"); // a stop is no swap
  }

  @Test
  void ifTheOldOneDoesNotStartAgainEitherTheSwapIsBroken() {
    Graph old = stage.started(plan("", "once", ""));
    assertThatThrownBy(() -> to(plan("", "unstartable", ""), old))
        .isInstanceOf(BrokenSwapException.class)
        .isNotInstanceOf(ComponentException.class)
        .hasMessageContaining("the file is not there")
        .hasMessageContaining("the file is gone");
  }

  @Test
  void onlyExtensionsThatBeginAreToldThatAllIsReady() {
    Plan with = plans("", "", "").with("part_aid/new").plan();
    Graph old = stage.started(plan("", "", ""));
    old.ready();
    stage.parts.events.clear();
    Graph running = to(with, old).running();
    assertThat(stage.parts.events)
        .containsOnlyOnce("ready")
        .contains("start extension part_aid/new");
    stage.parts.events.clear();
    Swap.Outcome unchanged = to(plan("", "unstartable", ""), running);
    assertThat(unchanged.failure()).isNotNull();
    assertThat(stage.parts.events).filteredOn("ready"::equals).hasSize(2);
  }

  @RepeatedTest(20)
  void noAcceptedItemIsLostWhileTrafficFlows() throws InterruptedException {
    Graph running = stage.started(plan("", "hold4", ""));
    AtomicLong accepted = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    AtomicBoolean ending = new AtomicBoolean();
    CountDownLatch warm = new CountDownLatch(200);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      senders.add(
          Thread.startVirtualThread(
              () -> {
                while (!ending.get()) {
                  boolean taken = stage.send("part_in", Signal.LOGS, 3).isAccepted();
                  (taken ? accepted : refused).addAndGet(3);
                  warm.countDown();
                  Thread.yield();
                }
              }));
    }
    warm.await();
    for (int i = 0; i < 10; i++) {
      String mode = i % 2 == 0 ? "" : "hold4";
      Swap.Outcome outcome = to(plan("", mode, i % 3 == 0 ? "other" : ""), running);
      assertThat(outcome.failure()).isNull();
      running = outcome.running();
    }
    ending.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    running.shutdown(stage.deadline());
    assertThat(refused.get()).isZero();
    assertThat(accepted.get()).isPositive();
    assertThat(stage.delivered("part_out")).isEqualTo(accepted.get());
    assertThat(running.books().balanced()).isTrue();
  }
}
