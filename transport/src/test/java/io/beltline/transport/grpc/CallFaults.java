package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.net.Workers;
import io.grpc.Attributes;
import io.grpc.Status;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A call of one message, and a server on which something is thrown that nobody expects. */
abstract class CallFaults {
  static final long ALL = 1000;
  static final Slice MESSAGE = Slice.utf8("hello");

  final AtomicLong free = new AtomicLong(ALL);
  final Here here = new Here();
  final RecordedCall call =
      new RecordedCall(
          Attributes.newBuilder()
              .set(
                  MessageGate.KEY,
                  new MessageGate(new DefaultHttp2Connection(true), new Http2FrameAdapter()))
              .build());

  @BeforeEach
  void bound() {
    here.admission = Bounds.of(free);
  }

  @AfterEach
  void allIsGivenBack() {
    assertThat(free).hasValue(ALL);
  }

  final CallDispatcher dispatcher(Workers workers, Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    all.put("endpoint", "127.0.0.1:0");
    return new CallDispatcher(Configs.of(GrpcServerConfig.class, all), here.server(), workers);
  }

  final Reservation reservation() {
    return Objects.requireNonNull(here.admission.reserve(0));
  }

  /** What comes before the message. */
  final void announce(IncomingCall progress) {
    assertThat(progress.announced(MESSAGE.length())).isTrue();
    assertThat(progress.arrived(MESSAGE.length())).isTrue();
    assertThat(free.get()).as("reserved").isLessThan(ALL);
  }

  static MessageBytes message() {
    return MessageBytes.of(List.of(MESSAGE));
  }

  static MessageBytes lost() {
    return MessageBytes.MARSHALLER.parse(new NoMemory());
  }

  final void endsOnceAs(Status.Code code) {
    assertThat(call.ends).extracting(Status::getCode).containsExactly(code);
  }
}
