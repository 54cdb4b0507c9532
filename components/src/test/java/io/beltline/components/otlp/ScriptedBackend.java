package io.beltline.components.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
    return sockets(
        socket -> {
          socket.setSoLinger(true, 0);
          int ignored = socket.getInputStream().read();
        });
  }

  /** A proxy whose backend is away: says so in HTTP/1.1, whatever it is asked. */
  public static ScriptedBackend badGateway() {
    byte[] answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    return sockets(
        socket -> {
          socket.getOutputStream().write(answer);
          socket.shutdownOutput();
          byte[] ignored = socket.getInputStream().readAllBytes();
        });
  }

  private static ScriptedBackend sockets(Talk talk) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.startVirtualThread(() -> talk(server, talk));
      return new ScriptedBackend(server.getLocalPort(), () -> closeQuietly(server));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** What is done with one connection. */
  private interface Talk {
    void with(Socket socket) throws IOException;
  }

  private static void talk(ServerSocket server, Talk talk) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk.with(socket);
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
