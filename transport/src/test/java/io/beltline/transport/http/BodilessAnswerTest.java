package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that tell a length and have no body. */
class BodilessAnswerTest {
  private final Here here = new Here();

  @ParameterizedTest
  @CsvSource({"HEAD, 200 OK", "GET, 304 Not Modified"})
  void areAnswersWhateverLengthTheyTell(String method, String status) throws Exception {
    HttpClient client =
        HttpClient.create(Configs.of(HttpClientConfig.class, Map.of()), here.client());
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var serving = threads.submit(() -> serve(listener, status));
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      for (int i = 0; i < 2; i++) { // over one connection
        HttpReply reply =
            client.send(
                new HttpCall(method, uri, List.of(), List.of(), Context.EMPTY, here.soon()));
        assertThat(reply).isInstanceOf(Response.class);
        assertThat(((Response) reply).status()).isEqualTo(Integer.parseInt(status.split(" ")[0]));
        assertThat(((Response) reply).body().length()).isZero();
      }
      serving.get();
    } finally {
      client.close(here.soon());
    }
  }

  private static Void serve(ServerSocket listener, String status) throws IOException {
    try (Socket one = listener.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(one.getInputStream(), ISO_8859_1))) {
      for (int i = 0; i < 2; i++) {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        one.getOutputStream()
            .write(
                ("HTTP/1.1 " + status + "\r\nContent-Length: 5000000000\r\n\r\n")
                    .getBytes(ISO_8859_1));
      }
    }
    return null;
  }
}
