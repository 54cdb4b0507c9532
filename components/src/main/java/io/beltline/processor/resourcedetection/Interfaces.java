package io.beltline.processor.resourcedetection;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The network interfaces of the host. */
final class Interfaces {
  private Interfaces() {}

  /** Puts their names, and addresses of those that are up and no loopback. */
  static void describe(Findings to) throws DetectionException {
    List<String> names = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    List<String> hardware = new ArrayList<>();
    try {
      for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
        names.add(one.getName());
        if (one.isUp() && !one.isLoopback()) {
          one.inetAddresses()
              .filter(address -> !address.isLoopbackAddress())
              .forEach(address -> addresses.add(text(address)));
          byte[] mac = one.getHardwareAddress();
          if (mac != null) {
            hardware.add(HexFormat.ofDelimiter("-").formatHex(mac).toUpperCase(Locale.ROOT));
          }
        }
      }
    } catch (SocketException refused) {
      throw DetectionException.of("no network interfaces: " + refused.getMessage());
    }
    to.put("host.interface", names).put("host.ip", addresses).put("host.mac", hardware);
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
