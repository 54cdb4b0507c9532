package io.beltline.api;

/**
 * An extension that is told of the service's life. Calls come one at a time and must return soon.
 */
public interface ServiceListener {

  /** All components have started; receivers take data. */
  default void ready() {}

  /** Shutdown begins; data still flows. */
  default void notReady() {}
}
