package io.beltline.processor.resourcedetection;

import io.beltline.api.Deadline;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A service of ours that stands in for a metadata service of a cloud, Docker or Kubernetes: it
 * answers each path with a text, if the request has what that service wants.
 */
final class StandIn implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private StandIn(String config, Predicate<HttpRequest> wants, Map<String, String> answers) {
    HttpHandler handler =
        request -> {
          String path = request.method() + " " + request.path();
          asked.add(path);
          String answer = answers.get(path);
          if (answer == null) {
            return HttpResponse.text(404, "beltline stand-in: no " + path);
          }
          return wants.test(request)
              ? HttpResponse.text(200, answer)
                  .with("metadata-flavor", answers.getOrDefault("flavor", "none"))
              : HttpResponse.text(401, "beltline stand-in: something is missing");
        };
    this.server =
        HttpServer.start(
            BoundYaml.value(HttpServerConfig.class, config),
            ServerSettings.of(
                TestSettings.of("stand_in").settings(), new TestHost(RealClock.INSTANCE)),
            handler);
  }

  /** One over plain HTTP; answers by method and path. */
  static StandIn http(Predicate<HttpRequest> wants, Map<String, String> answers) {
    return new StandIn("{endpoint: '127.0.0.1:0'}", wants, answers);
  }

  /** One on a Unix socket. */
  static StandIn socket(Path socket, Map<String, String> answers) {
    return new StandIn("{endpoint: '" + socket + "', transport: unix}", request -> true, answers);
  }

  /** One over TLS, whose authority is written to a file. */
  static StandIn tls(
      Path folder, Path authority, Predicate<HttpRequest> wants, Map<String, String> answers) {
    Path key = folder.resolve("key.pem");
    certify(folder, authority, key);
    return new StandIn(
        "{endpoint: '127.0.0.1:0', tls: {cert_file: '" + authority + "', key_file: '" + key + "'}}",
        wants,
        answers);
  }

  private static void certify(Path folder, Path cert, Path key) {
    Path store = folder.resolve("own.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair -alias own -keyalg EC -dname CN=own -ext san=ip:127.0.0.1 -validity 30"
                + " -storetype PKCS12 -storepass "
                + PASSWORD
                + " -keystore "
                + store);
    try {
      Process process =
          new ProcessBuilder(List.of(String.join(" ", command).split(" ")))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Files.writeString(cert, pem("CERTIFICATE", keys.getCertificate("own").getEncoded()));
      Files.writeString(
          key, pem("PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  int port() {
    return server.port();
  }

  /** What it was asked, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }
}
