package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;

/** Memory of a size that a test sets. */
final class Memory implements Admission {
  private final ByteAccount account = new ByteAccount();
  private volatile long size;
  private volatile long peak;

  Memory(long size) {
    this.size = size;
  }

  void resize(long bytes) {
    size = bytes;
  }

  long held() {
    return account.held();
  }

  /** The most that was held at once. */
  long peak() {
    return peak;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    boolean taken = account.tryAcquire(bytes, size);
    peak = Math.max(peak, account.held());
    return taken;
  }

  @Override
  public void release(long bytes) {
    account.release(bytes);
  }
}
