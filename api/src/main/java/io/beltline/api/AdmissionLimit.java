package io.beltline.api;

/**
 * A processor that limits what the process may hold ({@code memory_limiter}). The service applies
 * the lowest limit of a receiver's pipelines to the receiver's {@link Outputs#admission()}, so that
 * a request is refused before its body is read.
 */
public interface AdmissionLimit {

  /** The most bytes that may be held when a request is let in. */
  long limitBytes();
}
