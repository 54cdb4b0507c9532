package io.beltline.ottl;

import io.beltline.model.Telemetry;
import io.beltline.model.otlp.TelemetryEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.WalkedExecution;

/**
 * Runs statements over telemetry that an editor walks: resource by resource and scope by scope,
 * while what is in a scope is the signal's matter.
 *
 * @param <T> the telemetry
 * @param <E> its editor
 */
abstract class WalkingWorker<T extends Telemetry, E extends TelemetryEditor<T>>
    extends TransformationRunner.Worker {
  private final T nothing;

  WalkingWorker(Transformation transformation, Tally tally, T nothing) {
    super(transformation, tally);
    this.nothing = nothing;
  }

  @Override
  abstract WalkedExecution<E> execution();

  /** Goes through the items of the scope the editor stands on. */
  abstract void items(Pass pass);

  /** How many items of the scope were not visited yet; leaves them behind. */
  abstract long rest();

  /** The editor, with the position. */
  final E editor() {
    return execution().editor();
  }

  @Override
  final void release() {
    super.release();
    editor().edit(nothing);
  }

  /** Runs the statements of a pass; gives the same telemetry back if they changed nothing. */
  final T walk(Pass pass, T telemetry) {
    boolean scopes = pass.reaches(ContextName.SCOPE);
    E editor = editor();
    editor.edit(telemetry);
    while (editor.nextResource()) {
      if (pass.run(ContextName.RESOURCE, execution(), tally())) {
        removeResource();
      } else {
        while (scopes && editor.nextScope()) {
          scope(pass);
        }
      }
    }
    return editor.finish();
  }

  private void scope(Pass pass) {
    if (pass.run(ContextName.SCOPE, execution(), tally())) {
      tally().removed(execution().takeRemover(), rest());
      editor().removeScope();
    } else {
      items(pass);
    }
  }

  private void removeResource() {
    long items = 0;
    while (editor().nextScope()) {
      items += rest();
    }
    tally().removed(execution().takeRemover(), items);
    editor().removeResource();
  }
}
