package io.beltline.exporter.loadbalancing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a name. */
@FunctionalInterface
interface Lookup {
  /** As the system does it: hosts file, DNS or what else it is set up for. */
  Lookup SYSTEM = InetAddress::getAllByName;

  /** All addresses of both families. Blocks. */
  InetAddress[] addresses(String name) throws UnknownHostException;
}
