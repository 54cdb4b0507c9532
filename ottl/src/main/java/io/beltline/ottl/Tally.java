package io.beltline.ottl;

import java.util.Arrays;

/** Counts what statements do during one request. By one thread at a time. */
final class Tally {
  private final long[] matched;
  private final long[] changed;
  private final long[] failed;
  private final long[] removed;
  private final int statements;
  private final FailureLog log;

  Tally(int statements, int conditions, FailureLog log) {
    this.matched = new long[statements + conditions];
    this.changed = new long[statements + conditions];
    this.failed = new long[statements + conditions];
    this.removed = new long[statements + conditions];
    this.statements = statements;
    this.log = log;
  }

  void matched(int statement) {
    matched[statement]++;
  }

  void changed(int statement) {
    changed[statement]++;
  }

  void removed(int statement, long items) {
    removed[statement] += items;
  }

  /** Forgets what was removed from a request that is refused whole. */
  void forgetRemoved() {
    Arrays.fill(removed, 0);
  }

  void failed(int statement, ErrorMode mode, EvaluationException failure) {
    failed[statement]++;
    if (mode == ErrorMode.IGNORE) {
      log.failed(statement, failure);
    }
  }

  /** Takes a failure of a group's condition, whose number is among conditions. */
  void conditionFailed(int condition, ErrorMode mode, EvaluationException failure) {
    failed(statements + condition, mode, failure);
  }

  /** Hands the counts on and begins anew. */
  void flush(StatementMeter meter) {
    for (int i = 0; i < matched.length; i++) {
      if (matched[i] > 0 || failed[i] > 0) {
        meter.add(i, matched[i], changed[i], failed[i]);
        matched[i] = 0;
        changed[i] = 0;
        failed[i] = 0;
      }
      if (removed[i] > 0) {
        meter.removed(i, removed[i]);
        removed[i] = 0;
      }
    }
  }
}
