package io.beltline.receiver.fluentforward;

import io.beltline.api.ComponentException;
import io.beltline.api.Settings;
import io.beltline.components.intake.ListenAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/**
 * Answers the heartbeats that older senders of Fluentd send over UDP: each with its first byte.
 *
 * @see <a
 *     href="https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1#heartbeat-message">the
 *     protocol</a>
 */
final class HeartbeatPort {
  private final Settings settings;
  private final DatagramSocket socket;

  private HeartbeatPort(Settings settings, DatagramSocket socket) {
    this.settings = settings;
    this.socket = socket;
  }

  /**
   * Listens.
   *
   * @param port the number of the port for connections, which is this one's too
   * @throws ComponentException if it cannot
   */
  static HeartbeatPort start(Settings settings, String endpoint, int port) {
    InetSocketAddress address = ListenAddress.of(endpoint);
    try {
      DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address.getAddress(), port));
      HeartbeatPort heartbeats = new HeartbeatPort(settings, socket);
      Thread.ofVirtual().name("fluent heartbeats").start(heartbeats::answer);
      return heartbeats;
    } catch (IOException unusable) {
      throw new ComponentException(
          "cannot listen on " + endpoint + " (UDP): " + unusable.getMessage(), unusable);
    }
  }

  private void answer() {
    byte[] one = new byte[1];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(one, one.length);
      try {
        socket.receive(packet);
        socket.send(packet);
      } catch (IOException broken) {
        settings.logger().debug("a heartbeat is not answered: {}", broken.toString());
      }
    }
  }

  void close() {
    socket.close();
  }
}
