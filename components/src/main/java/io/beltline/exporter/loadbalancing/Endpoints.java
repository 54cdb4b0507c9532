package io.beltline.exporter.loadbalancing;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * The backends there are at the moment, and the ring that shares the keys out among them. Those
 * that have gone end beside. Safe for all threads; the list changes on one at a time.
 */
final class Endpoints {
  /** So many backends at most; of a longer list the first by name are taken. */
  static final int MOST = 1000;

  private static final Duration PARTING = Duration.ofSeconds(5);

  private final LoadBalancingExporterConfig config;
  private final Settings settings;
  private final BalancerMetrics metrics;
  private final StatusBoard statuses;
  private final Logger logger;
  private final Set<Thread> leaving = ConcurrentHashMap.newKeySet();
  private final Set<Signal> forsaken = ConcurrentHashMap.newKeySet();
  private volatile View view = new View(Ring.of(List.of()), List.of());

  Endpoints(
      LoadBalancingExporterConfig config,
      Settings settings,
      BalancerMetrics metrics,
      StatusBoard statuses) {
    this.config = config;
    this.settings = settings;
    this.metrics = metrics;
    this.statuses = statuses;
    this.logger = settings.logger();
  }

  /**
   * What belongs together at one moment.
   *
   * @param ring tells the index of a backend
   * @param members the backends by index
   */
  record View(Ring ring, List<Member> members) {

    /** Whether as many lines are full as are not, or fewer: then it is not all that is slow. */
    boolean isMostlyFree(Signal signal) {
      long full = members.stream().filter(member -> member.line(signal).isFull()).count();
      return 2 * full <= members.size();
    }
  }

  /** The backends now. */
  View view() {
    return view;
  }

  /**
   * Goes over to another list. Backends that stay keep their connections and lines.
   *
   * @throws ComponentException if one cannot be made as configured; then the list stays as it was
   */
  void change(List<Backend> backends) {
    List<Backend> wanted = backends;
    if (backends.size() > MOST) {
      logger.warn("{} backends: only the first {} are used", backends.size(), MOST);
      wanted = backends.subList(0, MOST);
    }
    Map<String, Member> before = new LinkedHashMap<>();
    view.members.forEach(member -> before.put(member.address(), member));
    Map<String, Member> after = new LinkedHashMap<>();
    for (Backend backend : wanted) {
      if (!after.containsKey(backend.address())) {
        Member known = before.get(backend.address());
        after.put(backend.address(), known == null ? start(backend.address(), after) : known);
      }
    }
    List<Member> members =
        wanted.stream().map(backend -> requireNonNull(after.get(backend.address()))).toList();
    view = new View(Ring.of(wanted.stream().map(Backend::name).toList()), members);
    forsaken.forEach(this::forsake); // those that are new
    metrics.changed(wanted.size());
    if (!before.isEmpty()) {
      logger.info("the backends are now {}", after.keySet());
    }
    before.keySet().removeAll(after.keySet());
    before.values().forEach(this::leave);
  }

  /** A new one; if it cannot be made, those made before for the same list end. */
  private Member start(String address, Map<String, Member> made) {
    try {
      return Member.start(address, config, settings, metrics, statuses);
    } catch (ComponentException impossible) {
      made.values().stream().filter(member -> !view.members.contains(member)).forEach(this::leave);
      throw impossible;
    }
  }

  private void leave(Member member) {
    Thread thread =
        Thread.ofVirtual()
            .name("leave " + member.address())
            .unstarted(
                () -> {
                  member.leave(Deadline.in(statuses.clock(), PARTING));
                  leaving.remove(Thread.currentThread());
                });
    leaving.add(thread);
    thread.start();
  }

  /** Nobody waits for a backend that fails any more, nor for one that comes later. */
  void forsake(Signal signal) {
    forsaken.add(signal);
    view.members.forEach(member -> member.line(signal).delivery().forsake());
  }

  /** Ends all. */
  void close(Deadline deadline) {
    List<Thread> closing = new ArrayList<>(leaving);
    for (Member member : Set.copyOf(view.members)) {
      closing.add(
          Thread.ofVirtual().name("close " + member.address()).start(() -> member.close(deadline)));
    }
    closing.forEach(Joining::join);
  }
}
