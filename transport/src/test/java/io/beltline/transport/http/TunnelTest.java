package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Secret;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Response;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests through proxies that pass bytes on: HTTP CONNECT and SOCKS 5 (RFC 1928). */
class TunnelTest {
  @TempDir Path folder;

  private final Here here = new Here();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket proxy;
  private Certificates certificates;
  private HttpServer server;
  private HttpClient client;

  private interface Greeting {
    /** True if the bytes may pass. */
    boolean meet(DataInputStream in, OutputStream out) throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    certificates = Certificates.make(folder, "one", "EC");
  }

  @AfterEach
  void close() throws IOException {
    client.close(here.soon());
    if (server != null) {
      server.close(here.soon());
    }
    proxy.close();
    threads.close();
  }

  private void serve(boolean tls) {
    Map<String, Object> keys = new java.util.HashMap<>(Map.of("endpoint", "127.0.0.1:0"));
    if (tls) {
      keys.put("tls.common.certPem", new Secret(certificates.cert()));
      keys.put("tls.common.keyPem", new Secret(certificates.key()));
    }
    server =
        HttpServer.start(
            Configs.of(HttpServerConfig.class, keys),
            here.server(),
            request -> HttpResponse.text(200, "secure " + request.isSecure()));
  }

  private void proxied(String scheme, Greeting greeting) {
    threads.submit(
        () -> {
          while (true) {
            Socket near = proxy.accept();
            threads.submit(() -> pass(near, greeting));
          }
        });
    client =
        HttpClient.create(
            Configs.of(
                HttpClientConfig.class,
                Map.of(
                    "proxyUrl",
                    scheme + "127.0.0.1:" + proxy.getLocalPort(),
                    "tls.common.caPem",
                    new Secret(certificates.cert()))),
            here.client());
  }

  private Void pass(Socket near, Greeting greeting) throws IOException {
    try (near) {
      if (greeting.meet(new DataInputStream(near.getInputStream()), near.getOutputStream())) {
        try (Socket far = new Socket("127.0.0.1", server.port())) {
          var back = threads.submit(() -> far.getInputStream().transferTo(near.getOutputStream()));
          near.getInputStream().transferTo(far.getOutputStream());
          back.cancel(true);
        }
      }
    }
    return null;
  }

  private boolean connect(DataInputStream in, OutputStream out, String answer) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    asked.add(head.toString());
    out.write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(ISO_8859_1));
    return answer.startsWith("200");
  }

  private boolean socks(DataInputStream in, OutputStream out) throws IOException {
    in.readUnsignedByte();
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    boolean password = methods[methods.length - 1] == 2;
    out.write(new byte[] {5, (byte) (password ? 2 : 0)});
    if (password) { // RFC 1929
      in.readUnsignedByte();
      asked.add(new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1));
      asked.add(new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1));
      out.write(new byte[] {1, 0});
    }
    in.readNBytes(3);
    int kind = in.readUnsignedByte();
    byte[] host = in.readNBytes(kind == 3 ? in.readUnsignedByte() : kind == 1 ? 4 : 16);
    asked.add(kind == 3 ? new String(host, ISO_8859_1) : "address");
    asked.add(Integer.toString(in.readUnsignedShort()));
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    return true;
  }

  private HttpReply get(String url) {
    return client.send(HttpCall.get(URI.create(url)).with(here.soon()));
  }

  private static String text(HttpReply reply) {
    assertThat(reply).isInstanceOf(Response.class);
    return ((Response) reply).body().toUtf8();
  }

  @Test
  void httpsPassesThroughConnect() {
    serve(true);
    proxied("http://me:pw@", (in, out) -> connect(in, out, "200 Connection established"));
    assertThat(text(get("https://localhost:9443/"))).isEqualTo("secure true");
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("CONNECT localhost:9443 HTTP/1.1")
        .containsIgnoringCase("proxy-authorization: Basic bWU6cHc=");
  }

  @Test
  void aProxyThatDeclinesIsAFailure() {
    proxied("http://", (in, out) -> connect(in, out, "502 Bad Gateway"));
    HttpReply reply = get("https://localhost:9443/");
    assertThat(reply).isInstanceOf(Failure.class);
    assertThat(((Failure) reply).message()).contains("502");
    assertThat(((Failure) reply).kind()).isEqualTo(HttpReply.Kind.CONNECT);
  }

  @Test
  void aProxyThatAsksForCredentialsAnswersWithItsStatus() {
    proxied("http://", (in, out) -> connect(in, out, "407 Proxy Authentication Required"));
    HttpReply reply = get("https://localhost:9443/");
    assertThat(text(reply)).contains("localhost:9443", "407 Proxy Authentication Required");
    assertThat(((Response) reply).status()).isEqualTo(407);
  }

  @Test
  void socksIsAskedByName() {
    serve(false);
    proxied("socks5://", this::socks);
    assertThat(text(get("http://backend.invalid:4318/"))).isEqualTo("secure false");
    assertThat(asked).containsExactly("backend.invalid", "4318");
  }

  @Test
  void socksWithAPasswordCarriesTls() {
    serve(true);
    proxied("socks5://me:pw@", this::socks);
    assertThat(text(get("https://localhost:9443/"))).isEqualTo("secure true");
    assertThat(asked).containsExactly("me", "pw", "localhost", "9443");
  }
}
