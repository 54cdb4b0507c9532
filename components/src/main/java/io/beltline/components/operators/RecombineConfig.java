package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code recombine}: makes one entry of consecutive ones.
 *
 * @param step the keys of every operator
 * @param isFirstEntry which entries begin a new one
 * @param isLastEntry which entries end one
 * @param combineField the field that is joined
 * @param combineWith what stands between
 * @param maxBatchSize how many entries become one at most
 * @param maxUnmatchedBatchSize how many do before the first match
 * @param overwriteWith which entry gives the other fields
 * @param forceFlushPeriod how long an entry waits for the rest
 * @param sourceIdentifier what keeps sources apart
 * @param maxSources how many sources wait at a time
 * @param maxLogSize how large the joined field gets
 */
public record RecombineConfig(
    @Squash StepConfig step,
    @Doc("An expression: the entry begins a new one.") @Nullable ConditionText isFirstEntry,
    @Doc("An expression: the entry is the last of one.") @Nullable ConditionText isLastEntry,
    @Doc("The field that is joined.") @Nullable Field combineField,
    @Default("\"\\n\"") @Doc("What stands between the parts.") String combineWith,
    @Default("1000") @Doc("The most entries that become one; 0 for no limit.") int maxBatchSize,
    @Default("100") @Doc("The most entries that become one before the first match; 0 for no limit.")
        int maxUnmatchedBatchSize,
    @Default("oldest") @Doc("The entry that gives the other fields: oldest or newest.")
        Overwrite overwriteWith,
    @Default("5s") @Doc("How long the first part waits for the rest.") Duration forceFlushPeriod,
    @Doc("The field that keeps sources apart; the file if not written.")
        @Nullable Field sourceIdentifier,
    @Default("1000") @Doc("The most sources that wait at a time; beyond, all are handed on.")
        int maxSources,
    @Default("0") @Doc("The largest size of the joined field; 0 for no limit.") ByteSize maxLogSize)
    implements OperatorConfig, Validated {

  /** Which entry gives the other fields. */
  public enum Overwrite {
    /** The first. */
    OLDEST,
    /** The last. */
    NEWEST
  }

  @Override
  public void validate(Problems problems) {
    if ((isFirstEntry == null) == (isLastEntry == null)) {
      problems.add(
          isFirstEntry == null ? "" : "is_last_entry",
          "has "
              + (isFirstEntry == null ? "neither" : "both")
              + " is_first_entry and is_last_entry (expected: one of the two)");
    }
    if (combineField == null) {
      problems.add("combine_field", "is missing (expected: a field such as body)");
    }
    if (combineField != null && combineField.isRoot() && !combineField.equals(Field.BODY)) {
      problems.add("combine_field", combineField + " is no text (expected: a part of it, or body)");
    }
    if (forceFlushPeriod.isNegative() || forceFlushPeriod.isZero()) {
      problems.add("force_flush_period", "must be positive (expected: a duration such as 5s)");
    }
    if (maxSources < 1) {
      problems.add("max_sources", maxSources + " is too few (expected: 1 or more)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    Field field = combineField;
    if (field == null) {
      throw new IllegalStateException("not validated");
    }
    return new Recombine(
        new Recombine.Rules(
            field,
            combineWith,
            overwriteWith == Overwrite.NEWEST,
            maxBatchSize,
            maxUnmatchedBatchSize,
            maxLogSize.bytes(),
            maxSources,
            forceFlushPeriod.toNanos()),
        parts.clock(),
        this::part);
  }

  private Recombine.Part part(Entry entry) throws OperatorException {
    String source =
        sourceIdentifier != null && sourceIdentifier.in(entry) instanceof String text
            ? text
            : entry.source();
    if (isFirstEntry != null) {
      return new Recombine.Part(source, FilterConfig.matches(isFirstEntry, entry), false);
    }
    boolean last = isLastEntry != null && FilterConfig.matches(isLastEntry, entry);
    return new Recombine.Part(source, false, last);
  }
}
