package io.beltline.verification.random;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.Factory;
import io.beltline.model.Signal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One configuration of a component, with the pipelines it stands in.
 *
 * <p>Words of its name, separated by {@code -}, restrict it: the label of a signal to that signal;
 * {@code refusing} says that it may refuse telemetry by itself.
 *
 * @param factory what makes it
 * @param id its id in the data file
 */
record Setup(Factory<?> factory, ComponentId id) {

  /** The signals it is given. */
  Set<Signal> signals() {
    Set<Signal> named = EnumSet.noneOf(Signal.class);
    for (Signal signal : Signal.values()) {
      if (words().contains(signal.label())) {
        named.add(signal);
      }
    }
    return named.isEmpty() ? EnumSet.copyOf(factory.stability().keySet()) : named;
  }

  /** Whether it may refuse what is valid. */
  boolean mayRefuse() {
    return words().contains("refusing");
  }

  private List<String> words() {
    return Arrays.asList(id.name().split("-"));
  }

  /** The signals that come out of it. */
  Set<Signal> produced() {
    return factory instanceof ConnectorFactory<?> connector
        ? connector.conversions().stream()
            .filter(conversion -> signals().contains(conversion.from()))
            .map(ConnectorFactory.Conversion::to)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Signal.class)))
        : signals();
  }

  /** Whether what goes in comes out of it: else it makes something else of it. */
  boolean passesOn() {
    return factory instanceof ConnectorFactory<?> connector
        && connector.conversions().stream().allMatch(c -> c.from() == c.to());
  }

  /** The rest of the configuration around it. */
  String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            receivers: {source: {}, source/side: {}}
            exporters: {sink/a: {}, sink/b: {}, sink/side: {}}
            service:
              extensions: [file_storage]
              pipelines:
                metrics/side: {receivers: [source/side], exporters: [sink/side]}
            """);
    if (factory.kind() == ComponentKind.PROCESSOR) {
      signals().forEach(s -> pipeline(yaml, s.label() + "/in", "source", id.toString(), "sink/a"));
      return yaml.toString();
    }
    signals().forEach(s -> pipeline(yaml, s.label() + "/in", "source", "", id.toString()));
    produced()
        .forEach(
            s -> {
              pipeline(yaml, s.label() + "/a", id.toString(), "", "sink/a");
              pipeline(yaml, s.label() + "/b", id.toString(), "", "sink/b");
            });
    return yaml.toString();
  }

  private static void pipeline(
      StringBuilder yaml, String pipeline, String from, String by, String to) {
    yaml.append(
        "    %s: {receivers: [%s], processors: [%s], exporters: [%s]}%n"
            .formatted(pipeline, from, by, to));
  }

  @Override
  public String toString() {
    return factory.kind().section() + "::" + id;
  }
}
