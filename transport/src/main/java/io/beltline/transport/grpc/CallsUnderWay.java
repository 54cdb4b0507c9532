package io.beltline.transport.grpc;

import io.beltline.transport.net.Workers;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;

/** Has the end of a server wait for calls from their headers to their last byte. */
final class CallsUnderWay extends ServerStreamTracer.Factory {
  private final Workers workers;

  CallsUnderWay(Workers workers) {
    this.workers = workers;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    workers.expect();
    return new ServerStreamTracer() {
      @Override
      public void streamClosed(Status status) {
        workers.over();
      }
    };
  }
}
