package io.beltline.verification.agent;

import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the agent listens, and the Prometheus that it writes to.
 *
 * @param jaeger a port of UDP, all others of TCP
 * @param written the port of that Prometheus
 */
record AgentPorts(int grpc, int http, int jaeger, int page, int own, int written) {
  static AgentPorts free() throws IOException {
    int[] tcp = Ports.free(5);
    try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return new AgentPorts(tcp[0], tcp[1], udp.getLocalPort(), tcp[2], tcp[3], tcp[4]);
    }
  }

  /** Packets that the kernel dropped because the port's buffer was full (proc_net(5)). */
  long droppedPackets() throws IOException {
    String suffix = ":%04X".formatted(jaeger);
    long dropped = 0;
    for (String table : List.of("udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] words = line.strip().split("\\s+");
        if (words[1].endsWith(suffix)) {
          dropped += Long.parseLong(words[words.length - 1]);
        }
      }
    }
    return dropped;
  }
}
