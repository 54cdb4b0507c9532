package io.beltline.processor.resourcedetection;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServiceView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host whose service tries a configuration. */
record TriedHost(Host inner) implements Host {
  @Override
  public Clock clock() {
    return inner.clock();
  }

  @Override
  public ByteAccount memory() {
    return inner.memory();
  }

  @Override
  public Optional<Extension> extension(ComponentId id) {
    return inner.extension(id);
  }

  @Override
  public Collection<Extension> extensions() {
    return inner.extensions();
  }

  @Override
  public void reportStatus(ComponentStatus status) {
    inner.reportStatus(status);
  }

  @Override
  public ServiceView service() {
    return new Tried(inner.service());
  }

  private record Tried(ServiceView inner) implements ServiceView {
    @Override
    public boolean isTrial() {
      return true;
    }

    @Override
    public boolean isReady() {
      return inner.isReady();
    }

    @Override
    public List<PipelineView> pipelines() {
      return inner.pipelines();
    }

    @Override
    public List<ComponentId> extensions() {
      return inner.extensions();
    }

    @Override
    public Map<String, ComponentStatus> statuses() {
      return inner.statuses();
    }

    @Override
    public String metricsText() {
      return inner.metricsText();
    }

    @Override
    public BuildInfo build() {
      return inner.build();
    }

    @Override
    public long startedUnixNanos() {
      return inner.startedUnixNanos();
    }

    @Override
    public String effectiveConfig() {
      return inner.effectiveConfig();
    }
  }
}
