package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Meter;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Answers for a component that threw. Each throw is counted; each kind of throw (its class and the
 * place it came from) is logged once.
 */
final class Bugs {
  private static final int MOST_KINDS = 1000;

  private final String component;
  private final Logger logger;
  private final Meter meter;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  Bugs(String component, Logger logger, Meter meter) {
    this.component = component;
    this.logger = logger;
    this.meter = meter;
  }

  /** What the caller is told. */
  ConsumeResult caught(Throwable thrown) {
    if (thrown instanceof MalformedTelemetryException malformed) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, "malformed telemetry: " + malformed.getMessage());
    }
    meter
        .counter(
            "beltline_component_exceptions",
            "{exception}",
            "Exceptions that components threw at the edges of the graph",
            Map.of("exception", thrown.getClass().getName()))
        .add(1);
    if (logged.size() < MOST_KINDS && logged.add(kind(thrown))) {
      logger
          .atError()
          .setCause(thrown)
          .log(
              "{} threw an exception; its data is refused. Further ones are counted only.",
              component);
    }
    return new ConsumeResult.Permanent(
        Status.INTERNAL, component + " failed: " + thrown.getClass().getSimpleName());
  }

  private static String kind(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown.getClass().getName() + (stack.length == 0 ? "" : "@" + stack[0]);
  }
}
