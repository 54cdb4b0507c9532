package io.beltline.components.operators;

import java.util.List;

/** The way out of an operator, for one call. */
record Outlet(Stage stage, EntrySink sink) {

  /** To the stages behind. */
  void next(Entry entry) {
    stage.forward(entry, stage.targets(), sink);
  }

  /** To other stages. */
  void to(List<Stage> targets, Entry entry) {
    stage.forward(entry, targets, sink);
  }

  /** Where entries go whose processing failed. */
  void fail(Entry entry, OperatorException why) {
    stage.failed(entry, why, sink);
  }

  /** Nowhere, because the configuration says so. */
  void drop(Entry entry) {
    sink.dropped(entry, stage.id(), false);
  }
}
