package io.beltline.service.graph;

import io.beltline.api.Admission;
import io.beltline.api.AdmissionLimit;
import io.beltline.api.ByteAccount;
import java.util.List;

/** Lets requests in up to the lowest limit of the pipelines behind a receiver. */
final class ReceiverAdmission implements Admission {
  private final ByteAccount memory;
  private volatile List<AdmissionLimit> limits;

  ReceiverAdmission(ByteAccount memory, List<AdmissionLimit> limits) {
    this.memory = memory;
    this.limits = limits;
  }

  /** Goes by the limits of other pipelines from now on. */
  void lead(List<AdmissionLimit> limits) {
    this.limits = limits;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    long lowest = Long.MAX_VALUE;
    for (AdmissionLimit limit : limits) {
      lowest = Math.min(lowest, limit.limitBytes());
    }
    return memory.tryAcquire(bytes, lowest);
  }

  @Override
  public void release(long bytes) {
    memory.release(bytes);
  }
}
