package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * {@code CommunityID}: a hash of a flow that is the same in both directions.
 *
 * <p>Source: https://github.com/corelight/community-id-spec.
 */
final class CommunityId {
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("ICMP", 1, "TCP", 6, "UDP", 17, "RSVP", 46, "ICMP6", 58, "SCTP", 132);
  private static final int MOST = 65_535;

  private CommunityId() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression sourceIp = a.value("sourceIP");
    Expression sourcePort = a.value("sourcePort");
    Expression destinationIp = a.value("destinationIP");
    Expression destinationPort = a.value("destinationPort");
    Expression protocol = a.optional("protocol");
    Expression seed = a.optional("seed");
    Cell constant = protocol == null ? null : protocol.constant();
    if (constant != null && !PROTOCOLS.containsKey(constant.text())) {
      throw a.problem("protocol", noProtocol(constant.text()));
    }
    return (x, out) -> {
      byte[] source = address(sourceIp.eval(x).text());
      byte[] destination = address(destinationIp.eval(x).text());
      int from = number("source port", sourcePort.eval(x).integer());
      int to = number("destination port", destinationPort.eval(x).integer());
      String name = protocol == null ? "TCP" : protocol.eval(x).text();
      Integer number = PROTOCOLS.get(name);
      if (number == null) {
        throw new EvaluationException(noProtocol(name));
      }
      int salt = seed == null ? 0 : number("seed", seed.eval(x).integer());
      boolean swap = swaps(source, from, destination, to);
      out.text(
          swap
              ? hash(salt, destination, to, source, from, number)
              : hash(salt, source, from, destination, to, number));
    };
  }

  private static String noProtocol(String name) {
    return "\"" + name + "\" is no protocol (expected: ICMP, TCP, UDP, RSVP, ICMP6 or SCTP)";
  }

  private static byte[] address(String text) {
    byte[] address = Addresses.parse(text);
    if (address == null) {
      throw new EvaluationException("\"" + text + "\" is no IP address");
    }
    return address;
  }

  private static int number(String what, long value) {
    if (value < 0 || value > MOST) {
      throw new EvaluationException(
          "the " + what + " " + value + " is out of range (expected: 0 to " + MOST + ")");
    }
    return (int) value;
  }

  private static boolean swaps(byte[] source, int from, byte[] destination, int to) {
    if (source.length != destination.length) {
      return source.length > destination.length;
    }
    int order = Arrays.compareUnsigned(source, destination);
    return order > 0 || (order == 0 && from > to);
  }

  private static String hash(
      int seed, byte[] source, int from, byte[] destination, int to, int protocol) {
    byte[] flow =
        ByteBuffer.allocate(8 + source.length + destination.length)
            .putShort((short) seed)
            .put(source)
            .put(destination)
            .put((byte) protocol)
            .put((byte) 0)
            .putShort((short) from)
            .putShort((short) to)
            .array();
    return "1:" + Base64.getEncoder().encodeToString(HashConverters.digest(flow, "SHA-1"));
  }
}
