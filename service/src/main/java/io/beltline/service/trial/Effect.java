package io.beltline.service.trial;

/**
 * What a rule did so far, in records.
 *
 * @param held for how many its condition held
 * @param changed how many it changed, where that is counted
 * @param failed on how many it failed
 */
public record Effect(long held, long changed, long failed) {
  /** None. */
  public static final Effect NONE = new Effect(0, 0, 0);

  /** What was done since an earlier moment. */
  public Effect since(Effect before) {
    return new Effect(held - before.held, changed - before.changed, failed - before.failed);
  }
}
