package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/** The limits of scrapes: those of all jobs, or of one. 0 is none; in a job, that of all jobs. */
public record ScrapeLimitsConfig(
    @Default("0") @Doc("The largest body of an exposition, such as 10MB; 0 for 1GiB.")
        ByteLimit bodySizeLimit,
    @Default("0") @Doc("The most samples of a scrape; beyond, it fails. 0 for no limit.")
        long sampleLimit,
    @Default("0") @Doc("The most targets of a job; beyond, its scrapes fail. 0 for no limit.")
        long targetLimit,
    @Default("0") @Doc("The most labels of a series; beyond, the scrape fails. 0 for no limit.")
        long labelLimit,
    @Default("0") @Doc("The longest name of a label; beyond, the scrape fails. 0 for no limit.")
        long labelNameLengthLimit,
    @Default("0") @Doc("The longest value of a label; beyond, the scrape fails. 0 for no limit.")
        long labelValueLengthLimit,
    @Default("0") @Doc("Accepted: dropped targets are not kept.") long keepDroppedTargets)
    implements Validated {

  /** These, and where one is not written that of others. */
  ScrapeLimitsConfig or(ScrapeLimitsConfig others) {
    return new ScrapeLimitsConfig(
        bodySizeLimit.bytes() > 0 ? bodySizeLimit : others.bodySizeLimit,
        or(sampleLimit, others.sampleLimit),
        or(targetLimit, others.targetLimit),
        or(labelLimit, others.labelLimit),
        or(labelNameLengthLimit, others.labelNameLengthLimit),
        or(labelValueLengthLimit, others.labelValueLengthLimit),
        or(keepDroppedTargets, others.keepDroppedTargets));
  }

  private static long or(long own, long other) {
    return own > 0 ? own : other;
  }

  SampleRules.LabelLimits labels() {
    return new SampleRules.LabelLimits(labelLimit, labelNameLengthLimit, labelValueLengthLimit);
  }

  @Override
  public void validate(Problems problems) {
    JobRules.notNegative(problems, "sample_limit", sampleLimit);
    JobRules.notNegative(problems, "target_limit", targetLimit);
    JobRules.notNegative(problems, "label_limit", labelLimit);
    JobRules.notNegative(problems, "label_name_length_limit", labelNameLengthLimit);
    JobRules.notNegative(problems, "label_value_length_limit", labelValueLengthLimit);
  }
}
