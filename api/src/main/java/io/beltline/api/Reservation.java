package io.beltline.api;

import org.jspecify.annotations.Nullable;

/**
 * A share in the bytes that are reserved for one request. Whoever receives the request has the
 * first share, each queue that keeps it takes another: the bytes exist once, so they count once,
 * and they are given back when the last share is closed. Safe for all threads.
 *
 * <p>A share also stands for a copy that has to be delivered. Who has it on disk says so by {@link
 * #kept()}: when no share is left that stands for the only copy, the request is settled, which may
 * be long before its bytes are given back.
 */
public final class Reservation implements AutoCloseable {
  private final Stock stock;
  private boolean open = true;
  private boolean needed = true;

  private Reservation(Stock stock) {
    this.stock = stock;
  }

  /** Takes bytes from an account, or null if it refuses them. */
  public static @Nullable Reservation of(Admission admission, long bytes) {
    return admission.tryAcquire(bytes) ? new Reservation(new Stock(admission, bytes)) : null;
  }

  /** A reservation that is never refused and counts nowhere. */
  public static Reservation unlimited() {
    return new Reservation(new Stock(Admission.UNLIMITED, 0));
  }

  /** The bytes that all shares hold together. */
  public long bytes() {
    synchronized (stock) {
      return stock.bytes;
    }
  }

  /** The most that all shares can hold together while nothing else is held. */
  public long most() {
    synchronized (stock) {
      return stock.admission.most();
    }
  }

  /** Takes further bytes; false if refused or given back already, and then nothing has changed. */
  public boolean grow(long more) {
    synchronized (stock) {
      if (!open || !stock.admission.tryAcquire(more)) {
        return false;
      }
      stock.bytes += more;
      return true;
    }
  }

  /** Gives some bytes back, at most all there are. */
  public void shrink(long fewer) {
    synchronized (stock) {
      if (open && fewer > 0) {
        long given = Math.min(fewer, stock.bytes);
        stock.bytes -= given;
        stock.admission.release(given);
      }
    }
  }

  /** Another share in the same bytes; null if they have been given back already. */
  public @Nullable Reservation share() {
    synchronized (stock) {
      if (stock.shares == 0) {
        return null;
      }
      stock.shares++;
      stock.needed++;
      return new Reservation(stock);
    }
  }

  /** What this share stands for is on disk: it goes on holding memory alone. */
  public void kept() {
    synchronized (stock) {
      settle();
    }
  }

  private void settle() {
    if (open && needed) {
      needed = false;
      if (--stock.needed == 0) {
        stock.admission.settled();
      }
    }
  }

  /** Lets this share go; further calls do nothing. */
  @Override
  public void close() {
    synchronized (stock) {
      settle();
      if (open) {
        open = false;
        if (--stock.shares == 0) {
          stock.admission.release(stock.bytes);
          stock.bytes = 0;
        }
      }
    }
  }

  /** What all shares have in common; its monitor guards them too. */
  private static final class Stock {
    private final Admission admission;
    private long bytes;
    private int shares = 1;
    private int needed = 1;

    Stock(Admission admission, long bytes) {
      this.admission = admission;
      this.bytes = bytes;
    }
  }
}
