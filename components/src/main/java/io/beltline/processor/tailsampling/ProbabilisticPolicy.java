package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Keeps a share of traces: by a hash of their ids, the same as the OpenTelemetry Collector's; or by
 * their randomness, where spans say in their trace state how they were sampled before.
 */
final class ProbabilisticPolicy implements Policy {
  private static final String USUAL_SALT = "default-hash-seed";
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final long salted;
  private final long most;
  private final Vote kept;
  private final Threshold threshold;
  private final boolean isAllOrNone;
  private final boolean readsTraceState;

  /**
   * A share.
   *
   * @param salt what is hashed before the id; empty for the usual
   * @param percentage how many of a hundred
   * @param readsTraceState whether trace states are heeded
   */
  ProbabilisticPolicy(String salt, double percentage, boolean readsTraceState) {
    byte[] bytes = (salt.isEmpty() ? USUAL_SALT : salt).getBytes(StandardCharsets.UTF_8);
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = step(hash, b);
    }
    this.salted = hash;
    this.most = most(percentage / 100);
    this.threshold = Threshold.of(percentage / 100, Threshold.DIGITS);
    this.kept = new Vote(Vote.Answer.SAMPLED, threshold);
    this.isAllOrNone = Threshold.ALWAYS.equals(threshold) || Threshold.NEVER.equals(threshold);
    this.readsTraceState = readsTraceState;
  }

  /** The largest hash that is kept, as a number without a sign. */
  private static long most(double ratio) {
    if (!(ratio > 0)) {
      return 0;
    }
    return new BigDecimal(ratio)
        .multiply(new BigDecimal(MOST))
        .toBigInteger()
        .min(MOST)
        .longValue();
  }

  private static long step(long hash, long next) {
    return (hash ^ (next & 0xff)) * FNV_PRIME;
  }

  @Override
  public Outlook outlook(TraceFacts trace) {
    if (!keepsAll() && readsTraceState && trace.randomness() < 0) {
      return Outlook.OPEN; // a span may still say something
    }
    return isKept(trace) ? Outlook.YES : Outlook.NO;
  }

  @Override
  public boolean keepsAll() {
    return isAllOrNone;
  }

  @Override
  public Vote vote(TraceFacts trace, long nanoTime) {
    return isKept(trace) ? kept : Vote.NOT_SAMPLED;
  }

  private boolean isKept(TraceFacts trace) {
    if (readsTraceState && trace.randomness() >= 0) {
      return threshold.keeps(trace.randomness());
    }
    if (readsTraceState && trace.isSampledBefore()) {
      return threshold.keeps(trace.id().randomness());
    }
    return Long.compareUnsigned(hash(trace.id()), most) <= 0;
  }

  private long hash(TraceId id) {
    long hash = salted;
    for (int shift = 56; shift >= 0; shift -= 8) {
      hash = step(hash, id.high() >>> shift);
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      hash = step(hash, id.low() >>> shift);
    }
    return hash;
  }
}
