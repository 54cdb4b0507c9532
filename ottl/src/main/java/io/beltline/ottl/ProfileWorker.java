package io.beltline.ottl;

import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Slice;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.ProfileExecution;
import java.util.ArrayList;
import java.util.List;

/** Runs statements over profiles, request by request: each has its own dictionary. */
final class ProfileWorker extends TransformationRunner.Worker {
  private final ProfileExecution execution;

  ProfileWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally);
    this.execution = new ProfileExecution(transformation.layout(), environment);
  }

  @Override
  Execution execution() {
    return execution;
  }

  @Override
  void release() {
    super.release();
    execution.editor().wrap(Slice.EMPTY);
  }

  @Override
  Profiles profiles(Pass pass, Profiles profiles) {
    List<Slice> chunks = new ArrayList<>();
    boolean changed = false;
    for (Slice chunk : profiles.payload().chunks()) {
      execution.editor().wrap(chunk);
      walk(pass);
      boolean edited = execution.editor().changed();
      changed |= edited;
      chunks.add(edited ? Slice.of(execution.editor().toSlice().toByteArray()) : chunk);
    }
    return changed ? new Profiles(Payload.of(chunks)) : profiles;
  }

  private void walk(Pass pass) {
    execution.start();
    while (execution.nextResource()) {
      pass.run(ContextName.RESOURCE, execution, tally());
      while (pass.reaches(ContextName.SCOPE) && execution.nextScope()) {
        pass.run(ContextName.SCOPE, execution, tally());
        while (pass.reaches(ContextName.PROFILE) && execution.nextProfile()) {
          pass.run(ContextName.PROFILE, execution, tally());
        }
      }
    }
  }
}
