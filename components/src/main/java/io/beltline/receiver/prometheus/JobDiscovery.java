package io.beltline.receiver.prometheus;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks for the targets of a job, in all the ways it names. Safe for all threads. */
final class JobDiscovery {
  private final Job job;
  private final Clock clock;
  private final List<Discovery> discoveries;
  private final List<List<TargetGroup>> found = new ArrayList<>();
  private final List<ScrapeLoop> loops = new ArrayList<>();
  private final Faults faults;

  JobDiscovery(Job job, Clock clock, List<Discovery> discoveries) {
    this.job = job;
    this.clock = clock;
    this.discoveries = discoveries;
    this.faults = job.faults();
    discoveries.forEach(discovery -> found.add(List.of()));
  }

  /** Begins; nothing is waited for. */
  void start() {
    for (int i = 0; i < discoveries.size(); i++) {
      int which = i;
      long again = discoveries.get(i).again();
      if (again == 0) {
        look(which);
      } else {
        ScrapeConfig pace = new ScrapeConfig(Duration.ofNanos(again), Duration.ZERO, Duration.ZERO);
        ScrapeLoop loop = new ScrapeLoop(clock, pace, () -> look(which));
        loops.add(loop);
        loop.start();
      }
    }
  }

  private void look(int which) {
    Discovery discovery = discoveries.get(which);
    List<String> problems = new ArrayList<>();
    List<TargetGroup> groups = null;
    try {
      groups = discovery.find(problems::add);
    } catch (DiscoveryException wrong) {
      problems.add(wrong.getMessage() + ", the targets found before hold on");
    }
    List<TargetLoop> gone;
    synchronized (faults) {
      if (groups != null) {
        found.set(which, groups);
      }
      problems.forEach(
          words -> faults.add("targets", "discovery", discovery.name() + ": " + words, 1));
      List<TargetGroup> all = new ArrayList<>();
      found.forEach(all::addAll);
      gone = job.update(all, words -> faults.add("targets", "target", words, 1));
      faults.report();
    }
    job.end(gone); // other ways to find targets do not wait for it
  }

  void shutdown(Deadline deadline) {
    loops.forEach(loop -> loop.shutdown(deadline));
    discoveries.forEach(Discovery::close);
  }
}
