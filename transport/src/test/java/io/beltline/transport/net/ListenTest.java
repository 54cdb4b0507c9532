package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ListenTest {

  @Test
  void tellsWhereItListensAsPeopleWriteIt() throws Exception {
    Listen any = Listen.of(":0", "tcp");
    InetAddress all = InetAddress.getByName("::");
    assertThat(any.bound(new InetSocketAddress(all, 4317))).isEqualTo("[::]:4317");
    InetAddress here = InetAddress.getByName("127.0.0.1");
    assertThat(any.bound(new InetSocketAddress(here, 4318))).isEqualTo("127.0.0.1:4318");
    Listen socket = Listen.of("unix:///tmp/a.sock", "tcp");
    assertThat(socket.bound(socket.address())).isEqualTo("unix:///tmp/a.sock");
  }
}
