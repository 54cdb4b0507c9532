package io.beltline.service.graph;

/** A swap ended half way: neither the new graph nor the old one runs. The process must end. */
public final class BrokenSwapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSwapException(String message, Throwable cause) {
    super(message, cause);
  }
}
