package io.beltline.delivery;

import io.beltline.api.Consumer;
import io.beltline.api.Context;

/**
 * A consumer that knows whether its caller may have to wait. Consumers that do not say are taken as
 * such that block.
 */
public interface Blocking extends Consumer {

  /** True if {@link #consume} with this context may wait for a destination or for room. */
  boolean mayBlock(Context context);

  /** What a consumer says of itself, true if it says nothing. */
  static boolean mayBlock(Consumer consumer, Context context) {
    return !(consumer instanceof Blocking blocking) || blocking.mayBlock(context);
  }
}
