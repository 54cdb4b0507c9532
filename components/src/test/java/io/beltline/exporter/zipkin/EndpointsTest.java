package io.beltline.exporter.zipkin;

import static io.beltline.exporter.zipkin.Spans.json;
import static io.beltline.exporter.zipkin.Spans.number;
import static io.beltline.exporter.zipkin.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final int CLIENT = 3;
  private static final List<String> RANKING =
      List.of(
          "peer.service",
          "server.address",
          "net.peer.name",
          "network.peer.address",
          "server.socket.domain",
          "server.socket.address",
          "net.sock.peer.name",
          "net.sock.peer.addr",
          "peer.hostname",
          "peer.address",
          "db.name");

  @Test
  void nameOfHighestRankWins() {
    List<String> left = new ArrayList<>(RANKING);
    while (!left.isEmpty()) {
      Map<String, String> tags = new HashMap<>();
      left.forEach(key -> tags.put(key, "at-" + key));
      Endpoint remote = Endpoints.remote(CLIENT, tags);
      assertThat(remote).isNotNull();
      assertThat(remote.serviceName()).isEqualTo("at-" + left.getFirst());
      left.removeFirst();
    }
    assertThat(Endpoints.remote(CLIENT, new HashMap<>())).isNull();
  }

  @Test
  void addressAndPortOfGosEndpoint() {
    assertThat(
            json(
                ",'kind':3",
                text("peer.service", "db"),
                text("net.peer.ip", "10.1.2.3"),
                number("net.peer.port", 5432),
                text("net.host.ip", "::1"),
                number("net.host.port", 80)))
        .contains(
            "\"localEndpoint\":{\"serviceName\":\"shop\",\"ipv6\":\"0:0:0:0:0:0:0:1\",\"port\":80}")
        .contains("\"remoteEndpoint\":{\"serviceName\":\"db\",\"ipv4\":\"10.1.2.3\",\"port\":5432}")
        .doesNotContain("tags");
  }

  @Test
  void addressInTheNameIsAnAddress() {
    assertThat(json(",'kind':3", text("server.address", "192.0.2.7"), number("server.port", 443)))
        .contains("\"remoteEndpoint\":{\"ipv4\":\"192.0.2.7\",\"port\":443}")
        .contains("\"tags\":{\"server.address\":\"192.0.2.7\",\"server.port\":\"443\"}");
  }

  @Test
  void serverAddressOfAServerIsNotItsPeer() {
    assertThat(json(",'kind':2", text("server.address", "me"))).doesNotContain("remoteEndpoint");
    assertThat(json(",'kind':2", text("network.peer.address", "192.0.2.8")))
        .contains("\"remoteEndpoint\":{\"ipv4\":\"192.0.2.8\"}");
  }

  @Test
  void whatIsNoAddressStaysATag() {
    assertThat(json(",'kind':2", text("net.peer.ip", "nonsense"), number("net.peer.port", 99999)))
        .doesNotContain("remoteEndpoint")
        .contains("\"net.peer.ip\":\"nonsense\"")
        .contains("\"net.peer.port\":\"99999\"");
  }
}
