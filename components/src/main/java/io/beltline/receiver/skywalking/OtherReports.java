package io.beltline.receiver.skywalking;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcStream;
import io.beltline.transport.grpc.GrpcStreamHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agents report beside segments and figures of JVMs. They are answered, without commands, as
 * they would complain otherwise; what they report is dropped and counted. Heartbeats and questions
 * for commands carry nothing that could be lost.
 */
final class OtherReports {
  private static final GrpcReply DONE = GrpcReply.of(Slice.EMPTY);

  /** Questions and signs of life. */
  private static final List<String> SIGNS =
      List.of(
          "ManagementService/reportInstanceProperties",
          "ManagementService/keepAlive",
          "ConfigurationDiscoveryService/fetchConfigurations",
          "ProfileTask/getProfileTaskCommands",
          "ProfileTask/reportTaskFinish");

  private static final List<String> UNARY =
      List.of("CLRMetricReportService/collect", "BrowserPerfService/collectPerfData");

  private static final List<String> STREAMS =
      List.of(
          "MeterReportService/collect",
          "MeterReportService/collectBatch",
          "EventService/collect",
          "ProfileTask/collectSnapshot",
          "BrowserPerfService/collectErrorLogs");

  private OtherReports() {}

  /**
   * Adds them.
   *
   * @param methods unary calls by full name
   * @param streams streams by full name
   */
  static void add(
      Settings settings, Map<String, GrpcHandler> methods, Map<String, GrpcStreamHandler> streams) {
    SIGNS.forEach(name -> SwMethods.add(methods, name, _ -> DONE));
    for (String name : UNARY) {
      Meter.Counter dropped = dropped(settings, name);
      SwMethods.add(
          methods,
          name,
          _ -> {
            dropped.add(1);
            return DONE;
          });
    }
    for (String name : STREAMS) {
      Meter.Counter dropped = dropped(settings, name);
      SwMethods.add(streams, name, () -> new Dropping(dropped));
    }
  }

  private static Meter.Counter dropped(Settings settings, String name) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_dropped_messages",
            "{messages}",
            "Messages of agents that were answered and dropped.",
            Map.of(
                "transport", "grpc",
                "service", name.substring(0, name.indexOf('/')),
                "reason", "not_supported"));
  }

  private record Dropping(Meter.Counter dropped) implements GrpcStream {
    @Override
    public @Nullable GrpcReply message(GrpcCall call) {
      dropped.add(1);
      return null;
    }

    @Override
    public GrpcReply end() {
      return DONE;
    }
  }
}
