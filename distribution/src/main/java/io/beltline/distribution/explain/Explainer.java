package io.beltline.distribution.explain;

import io.beltline.api.ComponentKind;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.distribution.explain.Stage.Verdict;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.model.Telemetry;
import io.beltline.service.trial.Booking;
import io.beltline.service.trial.Effect;
import io.beltline.service.trial.Passage;
import io.beltline.service.trial.PlacedRule;
import io.beltline.service.trial.Spot;
import io.beltline.service.trial.Trial;
import io.beltline.service.trial.TrialConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes one record through a configuration and says what each component did to it. The counters of
 * rules, looked at whenever something passes, tell which of them held. One thread.
 */
final class Explainer {
  private final TrialConfig config;
  private final long unixNanos;
  private final RuleByRule ruleByRule;
  private final List<Moment> moments = new ArrayList<>();
  private int given;
  private @Nullable ConsumeResult result;

  private Explainer(TrialConfig config, long unixNanos) {
    this.config = config;
    this.unixNanos = unixNanos;
    this.ruleByRule = new RuleByRule(config, unixNanos);
  }

  /**
   * Explains.
   *
   * @param spot where the record comes in
   * @param record telemetry of one item
   */
  static List<Stage> explain(
      TrialConfig config, long unixNanos, Spot spot, Context context, Telemetry record) {
    return new Explainer(config, unixNanos).run(spot, context, record);
  }

  private List<Stage> run(Spot spot, Context context, Telemetry record) {
    Trial[] running = new Trial[1];
    try (Trial trial =
        config.start(unixNanos, passage -> moments.add(moment(running[0], passage)))) {
      running[0] = trial;
      if (spot.kind() != ComponentKind.RECEIVER) { // as if it had come from the component before
        moments.add(moment(trial, new Passage(Passage.Way.INTO, spot, context, record)));
      }
      result = trial.inject(spot, context, record);
      moments.add(moment(trial, null));
      given = moments.size();
    } // ends: what is held comes out
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      Stage stage = stage(i);
      if (stage != null) {
        stages.add(stage);
      }
    }
    return stages;
  }

  private Moment moment(Trial trial, @Nullable Passage passage) {
    Map<PlacedRule, Effect> effects = new HashMap<>();
    config.rules().forEach(rule -> effects.put(rule, trial.effect(rule)));
    return new Moment(passage, effects, trial.bookings());
  }

  /** The component that takes what passed, or null if it was taken by the end of a pipeline. */
  private @Nullable Spot entered(@Nullable Passage passage) {
    if (passage == null) {
      return null;
    }
    return switch (passage.way()) {
      case INTO -> passage.spot();
      case OUT_OF -> config.spots().next(passage.spot());
      case SENT -> null;
    };
  }

  private @Nullable Stage stage(int i) {
    Passage passage = moments.get(i).passage();
    Spot spot = entered(passage);
    if (passage == null || spot == null) {
      return null;
    }
    return switch (spot.kind()) {
      case PROCESSOR -> processor(spot, i);
      case CONNECTOR -> connector(spot, i);
      case EXPORTER -> stage(spot, Verdict.SENT, i, List.of(), List.of(), List.of());
      case RECEIVER, EXTENSION -> null;
    };
  }

  private Stage stage(
      Spot spot,
      Verdict verdict,
      int i,
      List<Map<String, @Nullable Object>> after,
      List<String> pipelines,
      List<Cause> causes) {
    return new Stage(spot, verdict, moments.get(i).items(), after, pipelines, causes);
  }

  /** Whether a component takes what passed; a connector has one instance for all pipelines. */
  private boolean enters(Spot spot, @Nullable Passage passage) {
    Spot entered = entered(passage);
    return entered != null && isSame(spot, entered);
  }

  private static boolean isSame(Spot spot, Spot other) {
    return spot.kind() == ComponentKind.CONNECTOR
        ? other.kind() == ComponentKind.CONNECTOR && other.id().equals(spot.id())
        : other.equals(spot);
  }

  /** The moment at which a component is entered again, or else its call has surely ended. */
  private int until(Spot spot, int from) {
    int end = from >= given ? moments.size() - 1 : given - 1;
    int next = from + 1;
    while (next < end && !enters(spot, moments.get(next).passage())) {
      next++;
    }
    return next;
  }

  /** What left a component between two moments. */
  private List<Passage> left(Spot spot, int from, int to) {
    List<Passage> left = new ArrayList<>();
    for (Moment moment : moments.subList(from, to)) {
      Passage passage = moment.passage();
      if (passage != null && passage.way() == Passage.Way.OUT_OF && isSame(spot, passage.spot())) {
        left.add(passage);
      }
    }
    return left;
  }

  private Stage processor(Spot spot, int i) {
    List<Passage> left = left(spot, i + 1, until(spot, i) + 1);
    Moment now = moments.get(i);
    Moment next = moments.get(Math.min(i + 1, moments.size() - 1));
    List<PlacedRule> own =
        config.rules().stream()
            .filter(
                rule ->
                    rule.kind() == spot.kind()
                        && rule.component().equals(spot.id())
                        && spot.pipeline() != null
                        && rule.signal() == spot.pipeline().signal())
            .toList();
    List<Cause> causes = new ArrayList<>();
    own.stream()
        .filter(rule -> next.since(now, rule).failed() > 0)
        .forEach(rule -> causes.add(new Cause(Cause.Kind.FAILED, rule, "", List.of())));
    List<PlacedRule> held = own.stream().filter(rule -> next.since(now, rule).held() > 0).toList();
    if (left.isEmpty()) {
      return ended(spot, i, causes, held, next.since(now));
    }
    List<Map<String, @Nullable Object>> after = items(left);
    if (after.equals(now.items())) {
      return stage(spot, Verdict.PASSED, i, after, List.of(), causes);
    }
    List<PlacedRule> candidates =
        own.stream()
            .filter(rule -> rule.rule().label().isEmpty() || next.since(now, rule).held() > 0)
            .toList();
    Passage passage = Objects.requireNonNull(now.passage());
    causes.addAll(ruleByRule.causes(spot, own, candidates, passage, after));
    return stage(spot, Verdict.CHANGED, i, after, List.of(), causes);
  }

  private Stage ended(
      Spot spot, int i, List<Cause> causes, List<PlacedRule> held, List<Booking> booked) {
    List<Booking> own = booked.stream().filter(b -> !b.outcome().equals("created")).toList();
    boolean refused = result != null && !result.isAccepted() && own.isEmpty();
    if (refused) {
      causes.add(new Cause(Cause.Kind.FAILED, null, words(), List.of()));
      return stage(spot, Verdict.REFUSED, i, List.of(), List.of(), causes);
    }
    if (!held.isEmpty()) {
      held.forEach(rule -> causes.add(new Cause(Cause.Kind.REMOVED, rule, "", List.of())));
      return stage(spot, Verdict.REMOVED, i, List.of(), List.of(), causes);
    }
    if (!own.isEmpty()) {
      own.forEach(b -> causes.add(booking(b)));
      return stage(spot, Verdict.REMOVED, i, List.of(), List.of(), causes);
    }
    List<Map<String, @Nullable Object>> later = items(left(spot, given, moments.size()));
    if (!later.isEmpty() && !later.equals(moments.get(i).items())) {
      causes.add(RuleByRule.cause(null, moments.get(i).items(), later));
    }
    return stage(spot, Verdict.HELD, i, later, List.of(), causes);
  }

  private static List<Map<String, @Nullable Object>> items(List<Passage> passages) {
    return passages.stream().flatMap(p -> PlainItems.of(p.telemetry()).stream()).toList();
  }

  private static Cause booking(Booking booking) {
    return new Cause(
        Cause.Kind.REMOVED,
        null,
        booking.outcome().replace('_', ' ') + ": " + booking.reason(),
        List.of());
  }

  private String words() {
    return switch (result) {
      case ConsumeResult.Retryable retryable -> retryable.message();
      case ConsumeResult.Permanent permanent -> permanent.message();
      case ConsumeResult.Accepted accepted -> accepted.message();
      case null -> "";
    };
  }

  private Stage connector(Spot spot, int i) {
    int until = until(spot, i);
    List<Passage> left = left(spot, i + 1, until + 1);
    Moment now = moments.get(i);
    // the counters of all routes stand when the last of them has been handed its part
    Moment end = moments.get(until);
    List<Cause> causes = new ArrayList<>();
    config.rules().stream()
        .filter(rule -> rule.kind() == spot.kind() && rule.component().equals(spot.id()))
        .filter(rule -> end.since(now, rule).held() > 0)
        .forEach(rule -> causes.add(new Cause(Cause.Kind.ROUTED, rule, "", List.of())));
    List<String> pipelines =
        left.stream().map(p -> String.valueOf(p.spot().pipeline())).distinct().toList();
    if (pipelines.isEmpty()) {
      return ended(spot, i, causes, List.of(), end.since(now));
    }
    return stage(spot, Verdict.HANDED, i, List.of(), pipelines, causes);
  }
}
