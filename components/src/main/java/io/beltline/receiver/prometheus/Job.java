package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.parts.Parallel;
import io.beltline.components.relabel.RelabelRule;
import io.beltline.components.scrape.Faults;
import io.beltline.transport.ClientSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;

/**
 * The targets of a job: which there are, and a loop for each. Safe for all threads.
 *
 * <p>A target stays the same while its labels, URL, interval and timeout do; its loop then goes on
 * whatever else changes.
 */
final class Job {
  private final JobSettings job;
  private final Settings settings;
  private final ReceiverSettings receiver;
  private final Host host;
  private final ScrapeClient client;
  private final List<RelabelRule> targetRules;
  private final List<RelabelRule> sampleRules;
  private final Meter.Counter scrapes;
  private final Meter.Counter failures;
  private final Meter.Counter dropped;
  private final Meter.Counter overloaded;
  private final Map<Target, TargetLoop> loops = new LinkedHashMap<>();
  private final GoneLoops gone;
  private volatile boolean tooMany;
  private boolean ended;

  /** A job without targets. */
  Job(JobSettings job, Settings settings, ReceiverSettings receiver, Host host) {
    this.job = job;
    this.settings = settings;
    this.receiver = receiver;
    this.host = host;
    this.gone = new GoneLoops(host.clock());
    this.client = new ScrapeClient(job, ClientSettings.of(settings, host));
    this.targetRules = RelabelRule.of(job.job().relabelConfigs());
    this.sampleRules = RelabelRule.of(job.job().metricRelabelConfigs());
    this.scrapes = counter("scrapes", "{scrape}", "Scrapes of targets.");
    this.failures = counter("failed_scrapes", "{scrape}", "Scrapes of targets that failed.");
    this.dropped =
        counter(
            "dropped_samples", "{sample}", "Samples that metric_relabel_configs have left out.");
    this.overloaded =
        counter("overloaded_points", "{datapoint}", "Points that there was no memory for.");
  }

  private Meter.Counter counter(String name, String unit, String description) {
    return settings
        .meter()
        .counter("beltline_prometheus_receiver_" + name, unit, description, Map.of("job", name()));
  }

  String name() {
    return job.job().jobName();
  }

  JobSettings settings() {
    return job;
  }

  Logger logger() {
    return settings.logger();
  }

  Clock clock() {
    return host.clock();
  }

  Consumer consumer() {
    return receiver.consumer();
  }

  Admission admission() {
    return receiver.admission();
  }

  ScrapeClient client() {
    return client;
  }

  Faults faults() {
    return new Faults(settings.logger(), settings.meter(), name());
  }

  /** The scope of series that name none. */
  ScopeGroup.Id scope() {
    return new ScopeGroup.Id(
        "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver",
        settings.build().version(),
        "",
        new TreeMap<>());
  }

  /** What becomes of the labels of a target's series. */
  SampleRules rules(Target target) {
    SortedMap<String, String> external = new TreeMap<>(job.global().externalLabels());
    return new SampleRules(
        target.labels(),
        external,
        job.job().honorLabels(),
        sampleRules,
        job.labelLimits(),
        job.classicNames(),
        receiver.trimSuffixes());
  }

  /** Whether there are more targets than there may be. */
  boolean hasTooMany() {
    return tooMany;
  }

  /** Counts points that are not handed on because there is no memory for them. */
  void overloaded(long points) {
    overloaded.add(points);
  }

  void count(ScrapeCounts counts) {
    scrapes.add(1);
    if (counts.failed()) {
      failures.add(1);
    } else {
      dropped.add(counts.scrapedSamples() - counts.keptSamples());
    }
  }

  /**
   * Takes the targets there are now: loops of new ones begin, those of others begin no further
   * scrape.
   *
   * @param problem is told in words what is wrong with one, which is left out
   * @return the loops of the others, which are to be ended by {@link #end}
   */
  List<TargetLoop> update(List<TargetGroup> groups, java.util.function.Consumer<String> problem) {
    Map<Target, Target> wanted = new LinkedHashMap<>();
    for (TargetGroup group : groups) {
      for (Map<String, String> labels : group.targets()) {
        try {
          Target target = Target.of(job, targetRules, labels, group.labels());
          if (target != null) {
            wanted.put(target, target);
          }
        } catch (Target.BadTargetException wrong) {
          problem.accept(String.valueOf(wrong.getMessage()));
        }
      }
    }
    tooMany = job.targetLimit() > 0 && wanted.size() > job.targetLimit();
    List<TargetLoop> others = new ArrayList<>();
    synchronized (loops) {
      if (ended) {
        return others;
      }
      for (TargetLoop loop : loops.values()) {
        if (!wanted.containsKey(loop.target())) {
          gone.add(loop);
          others.add(loop);
        }
      }
      others.forEach(loop -> loops.remove(loop.target()));
      wanted.keySet().stream().filter(target -> !loops.containsKey(target)).forEach(this::begin);
    }
    return others;
  }

  private void begin(Target target) {
    gone.isBack(target);
    TargetLoop loop = new TargetLoop(this, target, receiver.initialOffset());
    loops.put(target, loop);
    loop.start();
  }

  /** Ends loops of targets that are gone, and waits for them, for a few seconds at most. */
  void end(List<TargetLoop> those) {
    gone.end(those);
  }

  /** The loops there are now. */
  List<TargetLoop> loops() {
    synchronized (loops) {
      return List.copyOf(loops.values());
    }
  }

  /** Begins no further scrape, and no loop. */
  void cancel() {
    synchronized (loops) {
      ended = true;
    }
    loops().forEach(TargetLoop::cancel);
    gone.cancel();
  }

  /**
   * Ends all loops, beside each other: one that hangs costs no other its last scrape.
   *
   * @param once whether each is to scrape a last time
   */
  void shutdown(Deadline deadline, boolean once) {
    cancel();
    List<TargetLoop> all = loops();
    try {
      Parallel.map(
          all,
          all.size(),
          loop -> {
            loop.shutdown(deadline, once);
            return loop;
          });
    } finally {
      gone.shutdown(deadline); // behind the last scrapes, which have the time that there is
      client.close(deadline);
    }
  }
}
