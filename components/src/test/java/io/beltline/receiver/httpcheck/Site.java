package io.beltline.receiver.httpcheck;

import io.beltline.api.Admission;
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
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP or HTTPS server that remembers what it was asked. */
public final class Site implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final String scheme;

  private Site(String config, String scheme, HttpHandler answer) {
    this.scheme = scheme;
    this.server =
        HttpServer.start(
            BoundYaml.value(HttpServerConfig.class, config),
            ServerSettings.of(
                TestSettings.of("site").settings(),
                new TestHost(RealClock.INSTANCE),
                Admission.UNLIMITED),
            request -> {
              requests.add(request);
              return answer.handle(request);
            });
  }

  static Site answering(int status, String text) {
    return new Site(
        "{endpoint: '127.0.0.1:0'}", "http", request -> HttpResponse.text(status, text));
  }

  /** One with a certificate of its own, which is written to cert.pem, for 30 days. */
  static Site secure(Path folder) {
    return secure(folder, request -> HttpResponse.text(200, "secret"));
  }

  /** The same with answers of the test's. */
  public static Site secure(Path folder, HttpHandler answer) {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    certify(folder.resolve("own.p12"), cert, key);
    return new Site(
        "{endpoint: '127.0.0.1:0', tls: {cert_file: '%s', key_file: '%s'}}".formatted(cert, key),
        "https",
        answer);
  }

  /** Where it is. */
  public String url() {
    return scheme + "://127.0.0.1:" + server.port();
  }

  List<HttpRequest> requests() {
    return requests;
  }

  private static void certify(Path store, Path cert, Path key) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=shop,O=Acme",
            "-ext",
            "san=dns:shop.example,ip:127.0.0.1,email:a@shop.example,uri:https://shop.example/",
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }
}
