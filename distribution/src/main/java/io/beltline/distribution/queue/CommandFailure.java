package io.beltline.distribution.queue;

/** A command cannot do what it was asked for. The message is for the user. */
public final class CommandFailure extends RuntimeException {
  /** What was asked for was not done, or what was checked is not sound. */
  static final int NOT_DONE = 1;

  /** The command line asks for what makes no sense. */
  static final int WRONG_USAGE = 2;

  /** There is no such collector, directory, queue or letter, or it cannot be reached. */
  static final int NOT_FOUND = 3;

  private static final long serialVersionUID = 1L;

  private final int code;

  CommandFailure(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The exit code. */
  public int code() {
    return code;
  }

  /** The message alone, without a null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
