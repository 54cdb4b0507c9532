package io.beltline.benchmarks.passthrough;

import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcServer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Takes everything, counts spans and bytes, and answers success. */
final class Sink implements AutoCloseable {
  private static final GrpcReply SUCCESS = GrpcReply.of(Slice.EMPTY);

  private final Peers peers;
  private final GrpcServer server;
  private final LongAdder spans = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  Sink(Peers peers) {
    this.peers = peers;
    this.server = peers.server(0, this::take);
  }

  private GrpcReply take(GrpcCall call) {
    spans.add(new Traces(Payload.of(call.message())).itemCount());
    bytes.add(call.message().length());
    return SUCCESS;
  }

  int port() {
    return server.port();
  }

  long spans() {
    return spans.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() {
    server.close(Deadline.in(peers.clock(), Duration.ofSeconds(2)));
  }
}
