package io.beltline.transport.grpc;

import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.model.Slice;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of a call. */
public sealed interface GrpcResult {

  /**
   * The server answered with a message.
   *
   * @param message the response, decompressed
   * @param headers reads the response's metadata
   */
  record Ok(Slice message, Supplier<Metadata> headers) implements GrpcResult {}

  /**
   * The call failed, at the server or on the way.
   *
   * @param code the status code, not OK
   * @param message why
   * @param retryAfter the delay of {@code google.rpc.RetryInfo}, or null if the server sent none
   * @param trailers the trailers, empty if the call failed on the way
   */
  record Failed(Status.Code code, String message, @Nullable Duration retryAfter, Metadata trailers)
      implements GrpcResult {}
}
