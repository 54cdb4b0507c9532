package io.beltline.components.intake;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Connections without a network. */
final class Spoken {
  private Spoken() {}

  /** One whose peer has said a text, and ends. */
  static TcpConnection connection(String text) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new TcpConnection(
        () -> {},
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        address,
        address);
  }
}
