package io.beltline.receiver.fluentforward;

/** There is no room for a message. */
final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoRoomException(String message) {
    super(message, null, false, false);
  }
}
