package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Drives a delivery with random requests, answers and steps in time, and checks what must hold. */
class DeliveryPropertyTest {
  private static final int TENANT = 1_000_000;

  /** A request of so many items for a tenant, then a step in time. */
  record Step(int tenant, int items, int millis) {}

  /**
   * A run.
   *
   * @param named false to leave out answers whose items cannot be told apart afterwards
   */
  record Plan(
      int consumers,
      boolean batched,
      int min,
      int extra,
      boolean awaiting,
      boolean named,
      List<Step> steps,
      List<Integer> fates) {

    int max() {
      return extra == 0 ? 0 : min + extra - 1;
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<Step> steps =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(1, 30),
                Arbitraries.integers().between(0, 300))
            .as(Step::new);
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 20),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            steps.list().ofMinSize(1).ofMaxSize(25),
            Arbitraries.integers().between(0, 19).list().ofMinSize(1).ofMaxSize(30))
        .as(Plan::new);
  }

  /** What the destination did, seen from its side. */
  private static final class World {
    private final Plan plan;
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    private int next;
    private long rejected;

    World(Plan plan) {
      this.plan = plan;
    }

    synchronized ExportResult answer(ExportRequest request) {
      List<Long> numbers = Numbered.numbers(request.telemetry());
      int fate = plan.fates.get(next++ % plan.fates.size());
      // without an end to bad luck a list of fates that only repeats itself would go on for ever
      return next > 400 ? ExportResult.delivered() : answer(numbers, fate);
    }

    private ExportResult answer(List<Long> numbers, int fate) {
      return switch (fate) {
        case 0, 1 -> ExportResult.retry(Status.UNAVAILABLE, "busy", null);
        case 2 -> ExportResult.retry(Status.ofHttp(429), "busy", Duration.ofSeconds(2));
        case 3 -> ExportResult.refused(Action.HOLD, Status.ofHttp(401), "who");
        case 4, 5 -> {
          if (numbers.size() == 1) {
            refused.addAll(numbers);
          }
          yield ExportResult.refused(Action.RETRY_SMALLER, Status.ofHttp(413), "large");
        }
        case 6 -> refuse(numbers, Action.DEAD_LETTER);
        case 7 -> refuse(numbers, Action.DROP);
        case 8 -> plan.named ? ExportResult.delivered() : reject(numbers);
        case 9, 10 -> plan.named ? ExportResult.delivered() : parts(numbers);
        default -> ExportResult.delivered();
      };
    }

    private ExportResult refuse(List<Long> numbers, Action action) {
      refused.addAll(numbers);
      return ExportResult.refused(action, Status.ofHttp(400), "odd");
    }

    private ExportResult reject(List<Long> numbers) {
      rejected += (numbers.size() + 1) / 2;
      return new ExportResult.Delivered((numbers.size() + 1) / 2, "some are odd");
    }

    private ExportResult parts(List<Long> numbers) {
      List<Long> again = numbers.stream().filter(n -> n % 3 == 1).toList();
      List<Long> never = numbers.stream().filter(n -> n % 3 == 2).toList();
      refused.addAll(never);
      List<Part> parts = new ArrayList<>();
      if (!again.isEmpty()) {
        parts.add(part(again, Action.RETRY));
      }
      if (!never.isEmpty()) {
        parts.add(part(never, Action.DEAD_LETTER));
      }
      return new ExportResult.Partial(parts);
    }

    private static Part part(List<Long> numbers, Action action) {
      return new Part(
          Numbered.of(numbers, 0), new Refusal(action, Status.ofHttp(400), "odd", null));
    }
  }

  /** A request and what its caller was told. */
  private record Sent(List<Long> numbers, CompletableFuture<ConsumeResult> answer) {}

  @Property(tries = 300, seed = "20261123")
  void whatIsAcceptedComesToOneEnd(@ForAll("plans") Plan plan) {
    World world = new World(plan);
    Config config = Config.DEFAULTS.consumers(plan.consumers).plainRetry(Duration.ofSeconds(20));
    config = plan.batched ? config.batch(Sizer.ITEMS, plan.min, plan.max(), "tenant") : config;
    Rig rig = Rig.withLetters(plan.awaiting ? config.awaiting() : config);
    rig.exporter.always(world::answer);
    List<Sent> sent = run(plan, rig);
    Books books = rig.books();

    List<Long> delivered = rig.exporter.delivered();
    assertThat(delivered).doesNotHaveDuplicates();
    assertThat(books.residue()).isZero();
    assertThat(books.inFlight()).isZero();
    assertThat(books.accepted()).isEqualTo(sent.stream().mapToLong(s -> s.numbers.size()).sum());
    long rejected =
        plan.awaiting ? delivered.size() - books.delivered() : books.dropped(DropReason.REJECTED);
    assertThat(rejected).isEqualTo(world.rejected);
    assertThat(books.delivered()).isEqualTo(delivered.size() - world.rejected);
    List<Long> letters =
        rig.letters.stream().flatMap(l -> Numbered.numbers(l.telemetry()).stream()).toList();
    assertThat(letters).hasSize((int) books.deadLettered()).doesNotHaveDuplicates();
    assertThat(Collections.disjoint(delivered, world.refused)).isTrue();
    assertThat(world.refused.containsAll(letters)).isTrue();
    checkRequests(plan, rig);
    if (plan.consumers == 1 && plan.named && !plan.awaiting) {
      for (int tenant = 0; tenant < 3; tenant++) {
        long id = tenant;
        assertThat(delivered.stream().filter(n -> n / TENANT == id).toList()).isSorted();
      }
    }
    Set<Long> arrived = new HashSet<>(delivered);
    sent.forEach(s -> checkAnswer(plan, s, arrived));
  }

  private static List<Sent> run(Plan plan, Rig rig) {
    long[] next = new long[3];
    List<Sent> sent = new ArrayList<>();
    for (Step step : plan.steps) {
      long from = (long) step.tenant * TENANT + next[step.tenant];
      next[step.tenant] += step.items;
      var telemetry = Numbered.logs(from, step.items);
      Context context =
          Context.of(ClientInfo.NONE, Metadata.of(Map.of("tenant", List.of("t" + step.tenant))));
      var answer =
          plan.awaiting
              ? Rig.aside(() -> rig.send(context, telemetry))
              : CompletableFuture.completedFuture(rig.send(context, telemetry));
      sent.add(new Sent(Numbered.numbers(telemetry), answer));
      rig.clock.advance(Duration.ofMillis(step.millis));
      assertThat(rig.books().residue()).isZero();
    }
    long all = sent.stream().mapToLong(s -> s.numbers.size()).sum();
    rig.until(() -> rig.books().accepted() == all);
    var ended = rig.shutdownAside(Duration.ofDays(10));
    rig.until(
        () -> {
          rig.clock.advance(Duration.ofMillis(500));
          return ended.isDone();
        });
    assertThat(ended).isCompleted();
    return sent;
  }

  private static void checkRequests(Plan plan, Rig rig) {
    for (ExportRequest request : rig.exporter.requests()) {
      List<Long> numbers = Numbered.numbers(request.telemetry());
      assertThat(numbers.stream().map(n -> n / TENANT).distinct()).hasSize(1);
      assertThat(request.context().metadata().get("tenant"))
          .containsExactly("t" + numbers.getFirst() / TENANT);
      if (plan.batched && plan.max() > 0) {
        assertThat(numbers).hasSizeLessThanOrEqualTo(plan.max());
      }
    }
  }

  private static void checkAnswer(Plan plan, Sent sent, Set<Long> arrived) {
    ConsumeResult answer = Rig.join(sent.answer);
    if (!plan.awaiting) {
      assertThat(answer).isEqualTo(ConsumeResult.accepted());
    } else if (plan.named) {
      long missing = sent.numbers.stream().filter(n -> !arrived.contains(n)).count();
      switch (answer) {
        case Accepted accepted -> assertThat(accepted.rejectedItems()).isEqualTo(missing);
        case Permanent p -> assertThat(missing).isEqualTo(sent.numbers.size());
        case Retryable r -> assertThat(missing).isPositive();
      }
    }
  }
}
