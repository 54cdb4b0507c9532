package io.beltline.model.otlp;

/** An editor of a message whose type is known at run time only. */
final class AnyEditor extends MessageView implements MessageEditor {
  AnyEditor(MessageType type) {
    super(type);
    edit = new Edit(this);
  }
}
