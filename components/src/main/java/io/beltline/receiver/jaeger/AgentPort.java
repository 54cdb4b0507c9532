package io.beltline.receiver.jaeger;

import io.beltline.api.Admission;
import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Settings;
import io.beltline.components.intake.UdpPort;
import io.beltline.components.intake.UdpPort.Datagram;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.thrift.ThriftReader;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.jaeger.JaegerReceiverConfig.UdpConfig;
import java.util.function.Function;

/** A UDP port of the agent's: makes spans of packets. */
final class AgentPort {
  private final Settings settings;
  private final TranslatedIntake intake;
  private final Function<Slice, ThriftReader> form;

  private AgentPort(
      Settings settings, TranslatedIntake intake, Function<Slice, ThriftReader> form) {
    this.settings = settings;
    this.intake = intake;
    this.form = form;
  }

  /** Listens. */
  static UdpPort start(
      Settings settings,
      TranslatedIntake intake,
      UdpConfig config,
      Admission admission,
      Function<Slice, ThriftReader> form) {
    AgentPort port = new AgentPort(settings, intake, form);
    UdpPort.Limits limits =
        new UdpPort.Limits(
            config.endpoint(),
            config.queueSize(),
            config.maxPacketSize(),
            1,
            config.workers(),
            1,
            config.socketBufferSize());
    return UdpPort.start(
        settings,
        intake.transport(),
        limits,
        admission,
        (packets, udp) -> packets.forEach(packet -> port.handle(packet, udp)));
  }

  private void handle(Datagram packet, UdpPort udp) {
    Context context =
        Context.of(new ClientInfo(packet.peer().toString(), intake.transport()), Metadata.EMPTY)
            .withReservation(packet.reservation());
    Slice bytes = packet.bytes();
    try {
      switch (intake.take(
          context, bytes.length(), room -> ThriftBatch.call(form.apply(bytes), room))) {
        case ConsumeResult.Accepted _ -> {}
        case ConsumeResult.Retryable _, ConsumeResult.Permanent _ -> udp.dropped("refused");
      }
    } catch (UnknownCallException unknown) {
      udp.dropped("unknown_call");
      settings.logger().debug("a packet was dropped: {}", unknown.getMessage());
    } catch (MalformedTelemetryException malformed) {
      udp.dropped("malformed");
      settings.logger().debug("a packet was dropped: {}", intake.refuse(malformed));
    }
  }
}
