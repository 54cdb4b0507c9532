package io.beltline.service.graph;

import io.beltline.api.Admission;
import io.beltline.api.AdmissionLimit;
import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.Overload;
import java.time.Duration;
import java.util.List;

/**
 * Lets requests in up to the lowest limit of the pipelines behind a receiver, and up to what the
 * process has room for where no pipeline sets a limit.
 */
final class ReceiverAdmission implements Admission {
  private final ByteAccount memory;
  private final Clock clock;
  private final Overload overload = new Overload();
  private volatile List<AdmissionLimit> limits;

  ReceiverAdmission(ByteAccount memory, Clock clock, List<AdmissionLimit> limits) {
    this.memory = memory;
    this.clock = clock;
    this.limits = limits;
  }

  /** Goes by the limits of other pipelines from now on. */
  void lead(List<AdmissionLimit> limits) {
    this.limits = limits;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    boolean taken = memory.tryAcquire(bytes, most());
    if (taken) {
      overload.end();
    }
    return taken;
  }

  @Override
  public long most() {
    long lowest = memory.capacity();
    for (AdmissionLimit limit : limits) {
      lowest = Math.min(lowest, limit.limitBytes());
    }
    return lowest;
  }

  @Override
  public Duration retryAfter() {
    return overload.refuse(clock);
  }

  @Override
  public void release(long bytes) {
    memory.release(bytes);
  }
}
