package io.beltline.receiver.jaeger;

/** A call of the agent's that this receiver does not answer. */
final class UnknownCallException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 40;

  UnknownCallException(String method) {
    super(
        "unknown call \""
            + (method.length() > LONGEST ? method.substring(0, LONGEST) + "..." : method)
            + "\" (expected: emitBatch)");
  }
}
