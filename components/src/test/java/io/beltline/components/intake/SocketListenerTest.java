package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestSettings;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** What sockets are set to that are accepted. */
class SocketListenerTest {

  @Test
  void aPeerThatHasVanishedIsFoundOut() throws Exception {
    AtomicReference<Socket> accepted = new AtomicReference<>();
    SocketListener listener =
        new SocketListener(
            "127.0.0.1:0",
            Duration.ZERO,
            null,
            RealClock.INSTANCE,
            TestSettings.of("logs").settings()) {
          @Override
          Socket secured(Socket plain) throws java.io.IOException {
            accepted.set(plain);
            return super.secured(plain);
          }
        };
    try (Socket peer = new Socket("127.0.0.1", listener.port());
        Listener.Incoming incoming = listener.accept()) {
      incoming.open();
      assertThat(peer.isConnected()).isTrue();
      assertThat(accepted.get().getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      assertThat(accepted.get().getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(15);
      assertThat(accepted.get().getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(15);
      assertThat(accepted.get().getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(9);
    } finally {
      listener.close();
    }
  }
}
