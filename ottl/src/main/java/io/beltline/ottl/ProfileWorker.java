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
      if (pass.run(ContextName.RESOURCE, execution, tally())) {
        int rule = execution.takeRemover();
        while (execution.nextScope()) {
          countScope(rule);
        }
        execution.removeResource();
      } else if (pass.reaches(ContextName.SCOPE) && scopes(pass)) {
        execution.removeResource();
      }
    }
  }

  /** Walks the scopes of a resource; true if the last of them was removed. */
  private boolean scopes(Pass pass) {
    long kept = 0;
    long removed = 0;
    while (execution.nextScope()) {
      boolean gone = pass.run(ContextName.SCOPE, execution, tally());
      if (gone) {
        countScope(execution.takeRemover());
      } else if (pass.reaches(ContextName.PROFILE)) {
        gone = profiles(pass);
      }
      if (gone) {
        execution.removeScope();
        removed++;
      } else {
        kept++;
      }
    }
    return removed > 0 && kept == 0;
  }

  /** Walks the profiles of a scope; true if the last of them was removed. */
  private boolean profiles(Pass pass) {
    long kept = 0;
    long removed = 0;
    while (execution.nextProfile()) {
      if (pass.run(ContextName.PROFILE, execution, tally())) {
        tally().removed(execution.takeRemover(), samples());
        execution.removeProfile();
        removed++;
      } else {
        kept++;
      }
    }
    return removed > 0 && kept == 0;
  }

  private void countScope(int rule) {
    while (execution.nextProfile()) {
      tally().removed(rule, samples());
    }
  }

  private long samples() {
    long samples = 0;
    for (var walk = execution.profile().samples(); walk.next(); ) {
      samples++;
    }
    return samples;
  }
}
