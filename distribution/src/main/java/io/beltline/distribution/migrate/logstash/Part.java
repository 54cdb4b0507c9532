package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigMap;
import io.beltline.config.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a section: a plug-in, or a choice between parts. */
sealed interface Part {

  /** Where it begins. */
  Position place();

  /**
   * A plug-in.
   *
   * @param name its name
   * @param options its options
   */
  record Plugin(String name, Position place, ConfigMap options) implements Part {}

  /**
   * {@code if}, {@code else if} and {@code else}.
   *
   * @param arms in order
   */
  record Choice(Position place, List<Arm> arms) implements Part {}

  /**
   * One arm.
   *
   * @param condition as a condition of a statement; null for {@code else}
   * @param parts what is done
   */
  record Arm(@Nullable String condition, Position place, List<Part> parts) {}
}
