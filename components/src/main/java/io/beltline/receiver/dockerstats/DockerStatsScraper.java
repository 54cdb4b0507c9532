package io.beltline.receiver.dockerstats;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.components.parts.Parallel;
import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import io.beltline.receiver.dockerstats.Answer.Failed;
import io.beltline.receiver.dockerstats.Answer.Gone;
import io.beltline.receiver.dockerstats.Answer.Told;
import io.beltline.receiver.dockerstats.EventInbox.Change;
import io.beltline.receiver.dockerstats.EventInbox.News;
import io.beltline.transport.ClientSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks what each container uses. One thread. */
final class DockerStatsScraper implements Scraper {
  /** So many containers are told of; beyond, the rest is left out and counted. */
  static final int MOST = 10_000;

  /** So many are asked for at a time; the daemon takes a second or two for each. */
  private static final int MOST_AT_ONCE = 256;

  private final DockerStatsConfig config;
  private final MetricSheet sheet;
  private final ContainerPoints points;
  private final ClientSettings settings;
  private final Admission admission;
  private final Clock clock;
  private final EventInbox inbox = new EventInbox();
  private final Map<String, @Nullable Container> known = new LinkedHashMap<>();
  private @Nullable DockerApi api;
  private @Nullable ContainerViewer viewer;
  private @Nullable EventFollower follower;

  /** One that has asked nothing yet. */
  DockerStatsScraper(
      DockerStatsConfig config, MetricSheet sheet, ClientSettings settings, Admission admission) {
    this.config = config;
    this.sheet = sheet;
    this.points = new ContainerPoints(sheet);
    this.settings = settings;
    this.admission = admission;
    this.clock = settings.host().clock();
  }

  @Override
  public String name() {
    return DockerStatsMetrics.TABLE.name();
  }

  @Override
  public void start() {
    api = new DockerApi(config, settings, admission);
    viewer = new ContainerViewer(config, api);
    follower = new EventFollower(api, clock, inbox);
    follower.start();
  }

  @Override
  public void shutdown() {
    try {
      if (follower != null) {
        follower.shutdown();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    if (api != null) {
      api.close();
    }
  }

  @Override
  public void scrape(ScrapeRun run) throws InterruptedException {
    ContainerViewer view = viewer;
    if (view == null) {
      return;
    }
    Set<String> changed = new HashSet<>();
    update(view, changed, run.faults());
    List<Look> looks =
        Parallel.map(
            List.copyOf(known.keySet()),
            MOST_AT_ONCE,
            id -> view.look(id, known.get(id), changed.contains(id)));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    looks.forEach(look -> tell(look, run));
  }

  /** Brings the containers up to date; those to be inspected go into a set. */
  private void update(ContainerViewer viewer, Set<String> changed, Faults faults) {
    News news = inbox.take();
    Failed<Void> why = news.why();
    if (why != null) {
      faults.add("events", why.reason(), why.message(), 0);
    }
    if (news.reload()) {
      reload(viewer.list(), changed, faults);
    }
    news.changes()
        .forEach(
            (id, change) -> {
              if (change == Change.DESTROYED) {
                known.remove(id);
              } else if (known.containsKey(id) || hasRoom(faults)) {
                known.putIfAbsent(id, null);
                changed.add(id);
              }
            });
  }

  private void reload(Answer<List<String>> answer, Set<String> changed, Faults faults) {
    switch (answer) {
      case Told<List<String>>(List<String> ids) -> {
        known.keySet().retainAll(new HashSet<>(ids));
        for (String id : ids) {
          if (known.containsKey(id) || hasRoom(faults)) {
            known.putIfAbsent(id, null);
            changed.add(id);
          }
        }
      }
      case Gone<List<String>> _ -> {
        faults.add("list", "status", "status 404", 1);
        inbox.reload();
      }
      case Failed<List<String>> failed -> {
        faults.add("list", failed.reason(), failed.message(), 1);
        inbox.reload();
      }
    }
  }

  private boolean hasRoom(Faults faults) {
    if (known.size() < MOST) {
      return true;
    }
    faults.add("containers", "too_many", "more than " + MOST, 1);
    return false;
  }

  private void tell(Look look, ScrapeRun run) {
    switch (look) {
      case Look.Passed passed -> known.remove(passed.id());
      case Look.Unknown unknown -> {
        unknown.failed().tell(run.faults());
        inbox.again(unknown.id());
      }
      case Look.Seen seen -> {
        known.put(seen.id(), seen.container());
        if (seen.failed() != null) {
          seen.failed().tell(run.faults());
        }
        if (seen.again()) {
          inbox.again(seen.id());
        }
        if (seen.stats() != null) {
          write(seen.container(), seen.stats(), run);
        }
      }
    }
  }

  private void write(Container container, ContainerStats stats, ScrapeRun run) {
    points.add(container, stats, run);
    run.write(sheet, ContainerResource.of(container, config.resourceAttributes()));
  }
}
