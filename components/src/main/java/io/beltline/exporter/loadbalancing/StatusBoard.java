package io.beltline.exporter.loadbalancing;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServiceView;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one status of those of all backends: the worst, and of equal ones the first by address.
 * Safe for all threads.
 */
final class StatusBoard {
  private final Host host;
  private final Map<String, ComponentStatus> statuses = new TreeMap<>();

  StatusBoard(Host host) {
    this.host = host;
  }

  Clock clock() {
    return host.clock();
  }

  /** A host for what belongs to one backend. */
  Host host(String part) {
    return new Part(part);
  }

  /** A backend has gone, and with it what was wrong with it. */
  void forget(String part) {
    put(part, ComponentStatus.OK);
  }

  private synchronized void put(String part, ComponentStatus status) {
    if (status.level() == ComponentStatus.Level.OK) {
      statuses.remove(part);
    } else {
      statuses.put(part, status);
    }
    host.reportStatus(
        statuses.values().stream()
            .max(Comparator.comparing(ComponentStatus::level))
            .orElse(ComponentStatus.OK));
  }

  private final class Part implements Host {
    private final String name;

    Part(String name) {
      this.name = name;
    }

    @Override
    public Clock clock() {
      return host.clock();
    }

    @Override
    public ByteAccount memory() {
      return host.memory();
    }

    @Override
    public Optional<Extension> extension(ComponentId id) {
      return host.extension(id);
    }

    @Override
    public Collection<Extension> extensions() {
      return host.extensions();
    }

    @Override
    public void reportStatus(ComponentStatus status) {
      put(name, status);
    }

    @Override
    public ServiceView service() {
      return host.service();
    }
  }
}
