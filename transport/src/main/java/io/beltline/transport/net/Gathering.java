package io.beltline.transport.net;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;

/**
 * Room for messages of which a part has come and stays in buffers of the network: half of what the
 * process has for buffers, for all servers together. Safe for all threads.
 */
public final class Gathering implements Admission {
  private static final int SHARE = 2;
  private static final Gathering OF_PROCESS = new Gathering(NetworkBuffers.BYTES / SHARE);

  private final ByteAccount account;

  private Gathering(long bytes) {
    this.account = new ByteAccount(bytes);
  }

  /** The only one. */
  public static Admission ofProcess() {
    return OF_PROCESS;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    return account.tryAcquire(bytes, account.capacity());
  }

  @Override
  public void release(long bytes) {
    account.release(bytes);
  }

  @Override
  public long most() {
    return account.capacity();
  }
}
