package io.beltline.api;

/** Makes receivers of one type. */
public non-sealed interface ReceiverFactory<C extends Record> extends Factory<C> {

  @Override
  default ComponentKind kind() {
    return ComponentKind.RECEIVER;
  }

  /** Builds a receiver. Opens nothing yet. */
  Receiver create(Settings settings, C config, Outputs outputs);
}
