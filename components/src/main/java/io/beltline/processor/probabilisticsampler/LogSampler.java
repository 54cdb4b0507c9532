package io.beltline.processor.probabilisticsampler;

import io.beltline.components.sampling.Threshold;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.processor.probabilisticsampler.ProbabilisticSamplerConfig.Source;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decides on log records, and notes in attributes of those it keeps how they were sampled. */
final class LogSampler {
  private static final AttributeKey THRESHOLD = AttributeKey.of("sampling.threshold");
  private static final AttributeKey RANDOMNESS = AttributeKey.of("sampling.randomness");
  private static final int TRACE_ID = 16;

  private final Sampler sampler;
  private final boolean failClosed;
  private final boolean byTrace;
  private final @Nullable AttributeKey attribute;
  private final @Nullable AttributeKey priority;

  LogSampler(Sampler sampler, ProbabilisticSamplerConfig config) {
    this.sampler = sampler;
    this.failClosed = config.failClosed();
    this.byTrace = config.attributeSource() == Source.TRACE_ID;
    this.attribute = key(config.fromAttribute());
    this.priority = key(config.samplingPriority());
  }

  private static @Nullable AttributeKey key(String name) {
    return name.isEmpty() ? null : AttributeKey.of(name);
  }

  /** What is random about a record: 56 bits, and where they are from. */
  private record Random(long bits, String policy) {
    static final Random MISSING = new Random(Threshold.RANGE - 1, Decision.MISSING);

    boolean isMissing() {
      return policy.equals(Decision.MISSING);
    }
  }

  Decision decide(LogRecordEditor log) {
    String digits = log.attributes().string(THRESHOLD);
    Threshold before = digits == null || digits.isEmpty() ? null : Threshold.parse(digits);
    String given = log.attributes().string(RANDOMNESS);
    long explicit = given == null || given.isEmpty() ? -1 : Threshold.parseRandomness(given);
    boolean readable =
        (before != null || digits == null || digits.isEmpty())
            && (explicit >= 0 || given == null || given.isEmpty());
    Random random = readable ? random(log, explicit) : Random.MISSING;
    boolean sound =
        !random.isMissing()
            && (sampler.isHashing()
                ? explicit < 0 && before == null
                : before == null || before.keeps(random.bits));
    Threshold threshold =
        sound ? sampler.threshold(before) : failClosed ? Threshold.NEVER : Threshold.ALWAYS;
    String policy = random.policy;
    Threshold wanted = priority == null ? null : priority(log.attributes().find(priority));
    if (wanted != null) {
      threshold = wanted;
      policy = Decision.PRIORITY;
    }
    boolean kept = threshold.keeps(random.bits);
    if (kept && sound) {
      note(log, threshold, before, random.bits);
    } else if (kept && readable && before != null && !sampler.isHashing()) {
      log.attributes().delete(THRESHOLD); // it was not true
    }
    return new Decision(kept, policy);
  }

  private Random random(LogRecordEditor log, long explicit) {
    byte[] id = log.traceId().toByteArray();
    boolean hasId = id.length == TRACE_ID && !log.traceId().isZero();
    if (sampler.isHashing()) {
      if (byTrace && hasId) {
        return new Random(sampler.hashed(id), Decision.TRACE_HASH);
      }
    } else if (explicit >= 0) {
      return new Random(explicit, Decision.RANDOMNESS);
    } else if (hasId && byTrace) {
      return new Random(Sampler.ofTrace(id), Decision.TRACE);
    }
    AnyValueView value = attribute == null ? null : log.attributes().find(attribute);
    if (value == null || attribute == null) {
      return Random.MISSING;
    }
    byte[] bytes =
        value.hasBytesValue()
            ? value.bytesValue().toByteArray()
            : value.asString().getBytes(StandardCharsets.UTF_8);
    return bytes.length == 0 ? Random.MISSING : new Random(sampler.hashed(bytes), attribute.name());
  }

  private void note(
      LogRecordEditor log, Threshold threshold, @Nullable Threshold before, long randomness) {
    if (sampler.isHashing()) {
      log.attributes().upsert(RANDOMNESS.name(), Threshold.hex(randomness));
    }
    if (before == null || before.value() <= threshold.value()) {
      log.attributes().upsert(THRESHOLD.name(), threshold.text());
    }
  }

  /** The threshold a record asks for, or null if it does not. */
  private @Nullable Threshold priority(@Nullable AnyValueView value) {
    if (value == null) {
      return null;
    }
    double percentage =
        switch (value.valueCase()) {
          case AnyValueView.INT_VALUE -> value.intValue();
          case AnyValueView.DOUBLE_VALUE -> value.doubleValue();
          default -> Double.NaN;
        };
    return Double.isNaN(percentage) ? null : Threshold.of(percentage / 100, sampler.precision());
  }
}
