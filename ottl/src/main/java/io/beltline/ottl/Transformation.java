package io.beltline.ottl;

import io.beltline.model.Signal;
import io.beltline.ottl.context.Layout;
import java.util.List;

/**
 * Groups of statements, compiled for one signal.
 *
 * <p>Immutable; safe for all threads. A {@link TransformationRunner} applies it to telemetry.
 */
public final class Transformation {
  private final Signal signal;
  private final Layout layout;
  private final List<Pass> passes;
  private final List<String> statements;
  private final List<String> conditions;

  Transformation(
      Signal signal,
      Layout layout,
      List<StatementGroup> groups,
      List<String> statements,
      List<String> conditions) {
    this.signal = signal;
    this.layout = layout;
    this.passes = Pass.of(groups);
    this.statements = List.copyOf(statements);
    this.conditions = List.copyOf(conditions);
  }

  /** The signal. */
  public Signal signal() {
    return signal;
  }

  /** The texts of all statements in their order; their places are their numbers. */
  public List<String> statements() {
    return statements;
  }

  /**
   * The texts of the conditions of all groups in their order; their numbers go on behind those of
   * the statements.
   */
  public List<String> conditions() {
    return conditions;
  }

  /** True if there is nothing to do. */
  public boolean isEmpty() {
    return passes.isEmpty();
  }

  /** In how many walks over the telemetry it is done. */
  public int walks() {
    return passes.size();
  }

  List<Pass> passes() {
    return passes;
  }

  Layout layout() {
    return layout;
  }
}
