package io.beltline.components.parts;

import io.beltline.api.ComponentException;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that a configuration names: {@code traces/a}.
 *
 * @param id which one
 */
public record PipelineName(PipelineId id) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it does not begin with a signal that can be routed
   */
  public static PipelineName parse(String text) {
    int slash = text.indexOf('/');
    String word = slash < 0 ? text : text.substring(0, slash);
    String name = slash < 0 ? "" : text.substring(slash + 1);
    for (Signal signal : Signal.values()) {
      if (signal.label().equals(word)
          && signal != Signal.PROFILES
          && (slash < 0 || !name.isEmpty())) {
        return new PipelineName(new PipelineId(signal, name));
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no pipeline (expected: traces, metrics or logs, with or without /name)");
  }

  /** What it carries. */
  public Signal signal() {
    return id.signal();
  }

  /**
   * The ways into pipelines that have the connector as a receiver.
   *
   * @param place the key that names them
   * @throws ComponentException if one of them does not
   */
  public static List<Consumer> consumers(
      List<PipelineName> names, String place, ConnectorOutputs outputs) {
    List<Consumer> consumers = new ArrayList<>();
    for (PipelineName name : names) {
      Consumer consumer = outputs.pipelines(name.signal()).get(name.id());
      if (consumer == null) {
        throw new ComponentException(
            "%s: the pipeline \"%s\" does not have the connector as a receiver (expected: one of %s)"
                .formatted(place, name, outputs.pipelines(name.signal()).keySet()));
      }
      consumers.add(consumer);
    }
    return List.copyOf(consumers);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
