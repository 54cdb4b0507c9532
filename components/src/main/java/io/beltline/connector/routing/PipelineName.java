package io.beltline.connector.routing;

import io.beltline.api.PipelineId;
import io.beltline.model.Signal;

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
  Signal signal() {
    return id.signal();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
