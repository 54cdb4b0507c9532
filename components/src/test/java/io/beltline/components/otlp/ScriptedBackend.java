package io.beltline.components.otlp;

import io.beltline.api.Deadline;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A backend that answers as told.
 *
 * @param port where it listens on the loopback interface
 * @param end ends it
 */
public record ScriptedBackend(int port, Runnable end) implements AutoCloseable {

  /** A backend over gRPC. */
  public static ScriptedBackend grpc(GrpcHandler script) {
    Map<String, GrpcHandler> methods = new HashMap<>();
    for (Signal signal : Signal.values()) {
      methods.put(OtlpRoutes.grpcMethod(signal), script);
    }
    GrpcServerConfig config =
        BoundYaml.value(GrpcServerConfig.class, "{endpoint: \"127.0.0.1:0\"}");
    GrpcServer server = GrpcServer.start(config, settings(), methods);
    return new ScriptedBackend(server.port(), () -> server.close(soon()));
  }

  /** A backend over HTTP. */
  public static ScriptedBackend http(HttpHandler script) {
    HttpServer server = HttpServer.start(HttpServerConfig.at("127.0.0.1:0"), settings(), script);
    return new ScriptedBackend(server.port(), () -> server.close(soon()));
  }

  /** A port where nobody listens. */
  public static ScriptedBackend absent() {
    // nothing may wait in accept: the port would stay open until that thread has left
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ScriptedBackend(server.getLocalPort(), () -> {});
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** A backend that ends every connection once it has heard something. */
  public static ScriptedBackend breaking() {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.startVirtualThread(() -> breakConnections(server));
      return new ScriptedBackend(server.getLocalPort(), () -> closeQuietly(server));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static void breakConnections(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoLinger(true, 0);
        int heard = socket.getInputStream().read();
        if (heard < 0) {
          return;
        }
      } catch (IOException ended) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private static void closeQuietly(ServerSocket server) {
    try {
      server.close();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static ServerSettings settings() {
    return ServerSettings.of(
        TestSettings.of("backend").settings(), new TestHost(RealClock.INSTANCE));
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    end.run();
  }
}
