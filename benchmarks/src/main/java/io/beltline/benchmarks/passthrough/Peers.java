package io.beltline.benchmarks.passthrough;

import io.beltline.config.Binder;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.service.SystemClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The generator's and the sink's ends of the network. */
final class Peers implements AutoCloseable {
  static final String METHOD = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final SystemClock clock = new SystemClock();
  private final TestSettings settings = TestSettings.of("otlp");
  private final TestHost host = new TestHost(clock);

  SystemClock clock() {
    return clock;
  }

  GrpcClient client(int port) {
    GrpcClientConfig config =
        bind(
            GrpcClientConfig.class,
            "{endpoint: '127.0.0.1:" + port + "', tls: {insecure: true}, compression: none}");
    return GrpcClient.create(config, ClientSettings.of(settings.settings(), host));
  }

  GrpcServer server(int port, GrpcHandler handler) {
    GrpcServerConfig config =
        bind(
            GrpcServerConfig.class,
            "{endpoint: '127.0.0.1:" + port + "', transport: tcp, max_recv_msg_size_mib: 64}");
    ServerSettings own = ServerSettings.of(settings.settings(), host);
    return GrpcServer.start(config, own, Map.of(METHOD, handler));
  }

  private static <R extends Record> R bind(Class<R> type, String yaml) {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Path.of("."), List.of())
            .load(List.of("yaml:" + yaml), List.of());
    var bound = Binder.bind(type, loaded.tree());
    if (loaded.failed() || !bound.problems().isEmpty()) {
      throw new IllegalArgumentException(loaded.problems() + " " + bound.problems());
    }
    return bound.value();
  }

  @Override
  public void close() {
    clock.close();
  }
}
