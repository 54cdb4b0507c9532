package io.beltline.model.otlp;

/** A view of a message whose type is known at run time only. */
final class AnyMessage extends MessageView {
  AnyMessage(MessageType type) {
    super(type);
  }
}
