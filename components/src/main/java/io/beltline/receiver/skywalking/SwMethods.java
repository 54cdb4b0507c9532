package io.beltline.receiver.skywalking;

import java.util.Map;

/** The names of SkyWalking's methods. */
final class SwMethods {
  /** The package of the services. Agents of old leave it out. */
  private static final String PACKAGE = "skywalking.v3.";

  private SwMethods() {}

  /** Adds what answers a method, under both of its names. */
  static <T> void add(Map<String, T> methods, String name, T handler) {
    methods.put(PACKAGE + name, handler);
    methods.put(name, handler);
  }
}
