package io.beltline.service;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * Signals of the operating system. The JDK has them in {@code sun.misc} only, whose use the
 * compiler always warns of; hence the handles.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler with the signal's name, on a thread of the JVM, whenever the signal comes.
   *
   * @return false if this system or JVM does not let the signal be handled
   */
  static boolean handle(String name, Consumer<String> handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Object signal =
          lookup
              .findConstructor(signalType, MethodType.methodType(void.class, String.class))
              .invoke(name);
      MethodHandle accept =
          lookup
              .findVirtual(
                  Consumer.class, "accept", MethodType.methodType(void.class, Object.class))
              .bindTo((Consumer<Object>) _ -> handler.accept(name))
              .asType(MethodType.methodType(void.class, signalType));
      lookup
          .findStatic(
              signalType, "handle", MethodType.methodType(handlerType, signalType, handlerType))
          .invoke(signal, MethodHandleProxies.asInterfaceInstance(handlerType, accept));
      return true;
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable unavailable) {
      return false;
    }
  }
}
