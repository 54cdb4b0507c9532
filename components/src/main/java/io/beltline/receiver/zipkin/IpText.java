package io.beltline.receiver.zipkin;

import io.beltline.model.MalformedTelemetryException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses as people write them. */
final class IpText {
  private IpText() {}

  /**
   * The text of an address of 4 or 16 bytes, of which the longest run of zeros is left out; empty
   * for none.
   *
   * @throws MalformedTelemetryException if it has any other size
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5952">how IPv6 addresses are written</a>
   */
  static String of(byte[] bytes) {
    if (bytes.length == 0) {
      return "";
    }
    InetAddress address;
    try {
      address = InetAddress.getByAddress(bytes);
    } catch (UnknownHostException noAddress) {
      throw new MalformedTelemetryException(
          "an IP address has " + bytes.length + " bytes (expected: 4 or 16)");
    }
    return address instanceof Inet4Address ? address.getHostAddress() : six(bytes);
  }

  private static String six(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int best = -1;
    int most = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > most) {
        best = i;
        most = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += most - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
