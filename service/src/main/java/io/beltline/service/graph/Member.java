package io.beltline.service.graph;

import io.beltline.api.Component;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.PipelineId;
import io.beltline.api.ServiceListener;
import io.beltline.service.metrics.ComponentMeter;
import io.beltline.service.plan.PlannedComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A component instance and its life. Started and shut down by one thread at a time; a reload may
 * pass it from one graph to the next.
 */
final class Member {
  private final ComponentKind kind;
  private final PlannedComponent plan;
  private final @Nullable PipelineId pipeline;
  private final FileMarks files;
  private final Component component;
  private final ComponentMeter meter;
  private final Logger logger;
  private volatile Stage stage = Stage.BUILT;

  Member(
      ComponentKind kind,
      PlannedComponent plan,
      @Nullable PipelineId pipeline,
      FileMarks files,
      Component component,
      ComponentMeter meter,
      Logger logger) {
    this.kind = kind;
    this.plan = plan;
    this.pipeline = pipeline;
    this.files = files;
    this.component = component;
    this.meter = meter;
    this.logger = logger;
  }

  private enum Stage {
    BUILT,
    RUNNING,
    ENDED
  }

  ComponentKind kind() {
    return kind;
  }

  PlannedComponent plan() {
    return plan;
  }

  ComponentId id() {
    return plan.id();
  }

  /** The pipeline of a processor; null for what may stand in several. */
  @Nullable PipelineId pipeline() {
    return pipeline;
  }

  Component component() {
    return component;
  }

  boolean isRunning() {
    return stage == Stage.RUNNING;
  }

  /** How it is named in statuses: {@code processor:batch@traces}. */
  String key() {
    String key = kind.label() + ":" + id();
    return pipeline == null ? key : key + "@" + pipeline;
  }

  /**
   * Whether it was built from the same, files too: then it can serve in the next graph. For the
   * plan it was built from it can in any case.
   */
  @SuppressWarnings("ReferenceEquality") // the plan it was built from, or one that is equal
  boolean fits(PlannedComponent other) {
    return isRunning()
        && plan.id().equals(other.id())
        && plan.factory().getClass() == other.factory().getClass()
        && plan.config().equals(other.config())
        && (plan == other || files.equals(FileMarks.of(other.config())));
  }

  /** Starts it unless it runs already; in any case its gauges are shown from then on. */
  void start(Surroundings surroundings) {
    if (stage == Stage.RUNNING) {
      meter.open();
      return;
    }
    if (stage != Stage.BUILT) {
      return;
    }
    surroundings.claim(key(), this);
    try {
      component.start(
          new MemberHost(
              surroundings, key(), pipeline, status -> surroundings.report(key(), this, status)));
    } catch (RuntimeException | Error failure) {
      stage = Stage.ENDED;
      meter.close();
      surroundings.report(
          key(), this, ComponentStatus.permanent(String.valueOf(failure.getMessage())));
      surroundings.forget(key(), this);
      throw new ComponentException(
          kind.section() + "::" + id() + ": cannot start: " + words(failure), failure);
    }
    stage = Stage.RUNNING;
    meter.open();
    surroundings.started(key(), this);
    if (component instanceof Extension extension) {
      spellings().forEach(id -> surroundings.offer(id, extension));
    }
  }

  /** Tells an extension that asks for it that receivers take data. What it throws is logged. */
  void ready() {
    if (component instanceof ServiceListener listener) {
      try {
        listener.ready();
      } catch (RuntimeException | Error failure) {
        logger.atError().setCause(failure).log("{} failed when told that all is ready", key());
      }
    }
  }

  /** Ends it if it has not begun: it is not needed after all. */
  void discard() {
    if (stage == Stage.BUILT) {
      stage = Stage.ENDED;
      meter.close();
    }
  }

  /**
   * Ends it if it runs. What it throws is logged, and one that hangs is left behind some time after
   * its deadline: the others must end too.
   */
  void shutdown(Surroundings surroundings, Deadline deadline) {
    if (stage != Stage.RUNNING) {
      meter.close();
      return;
    }
    stage = Stage.ENDED;
    if (component instanceof Extension extension) {
      spellings().forEach(id -> surroundings.withdraw(id, extension));
    }
    surroundings.report(key(), this, new ComponentStatus(ComponentStatus.Level.STOPPING, "", null));
    try {
      if (!LastCall.shutdown(component, surroundings.clock(), deadline)) {
        logger.error("{} does not shut down and is left behind", key());
      }
    } catch (ExecutionException failure) {
      logger.atError().setCause(failure.getCause()).log("{} failed to shut down", key());
    }
    meter.close();
    surroundings.report(key(), this, new ComponentStatus(ComponentStatus.Level.STOPPED, "", null));
    surroundings.forget(key(), this);
  }

  /** Its id in every spelling of its type: a configuration may use any where it names it. */
  List<ComponentId> spellings() {
    List<ComponentId> ids = new ArrayList<>(List.of(id()));
    plan.factory().aliases().forEach(type -> ids.add(new ComponentId(type, id().name())));
    return ids;
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof ComponentException && message != null ? message : failure.toString();
  }
}
