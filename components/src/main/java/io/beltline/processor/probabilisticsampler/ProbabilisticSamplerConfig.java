package io.beltline.processor.probabilisticsampler;

import io.beltline.components.sampling.Threshold;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;

/**
 * What users write under {@code probabilistic_sampler}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/probabilisticsamplerprocessor">the
 *     keys and defaults</a>
 */
public record ProbabilisticSamplerConfig(
    @Doc("How items are chosen: by a hash, or by the randomness of the trace.")
        @Default("hash_seed")
        Mode mode,
    @Doc("How many of a hundred items are kept; 100 and more keep all.") @Default("0")
        double samplingPercentage,
    @Doc("The seed of the hash: the same in all collectors of a tier.") @Default("0") long hashSeed,
    @Doc("Whether items go whose randomness cannot be told.") @Default("true") boolean failClosed,
    @Doc("How many hexadecimal digits of the threshold are written, 1 to 14.") @Default("4")
        int samplingPrecision,
    @Doc("Logs: what is random: the trace, or an attribute of the record.") @Default("traceID")
        Source attributeSource,
    @Doc("Logs: the attribute that is random, where there is no trace.") @Default("\"\"")
        String fromAttribute,
    @Doc("Logs: an attribute with a percentage of its own; 0 removes the record.") @Default("\"\"")
        String samplingPriority)
    implements Validated {

  private static final long MAX_SEED = 0xffff_ffffL;

  /** How items are chosen. */
  public enum Mode {
    /** By a hash of trace or attribute, of 14 bits. */
    HASH_SEED,
    /** By the randomness of the trace: a share of what comes. */
    PROPORTIONAL,
    /** By the randomness of the trace: to one share, whatever was sampled before. */
    EQUALIZING
  }

  /** Where the randomness of log records is. */
  public enum Source {
    @Key("traceID")
    TRACE_ID,
    @Key("record")
    RECORD
  }

  @Override
  public void validate(Problems problems) {
    double ratio = samplingPercentage / 100;
    if (!(samplingPercentage >= 0) || Double.isInfinite(samplingPercentage)) {
      problems.add("sampling_percentage", "must be a number of 0 or more (expected: such as 25)");
    } else if (ratio != 0 && ratio < Threshold.MIN_PROBABILITY) {
      problems.add("sampling_percentage", "is too small (expected: 0, or at least 1.4e-15)");
    }
    if (hashSeed < 0 || hashSeed > MAX_SEED) {
      problems.add("hash_seed", "must be 0 to 4294967295");
    }
    if (samplingPrecision < 1 || samplingPrecision > Threshold.DIGITS) {
      problems.add("sampling_precision", "must be 1 to " + Threshold.DIGITS);
    }
  }
}
