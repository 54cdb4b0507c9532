package io.beltline.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals of the operating system. The JDK has them in {@code sun.misc} only, whose use the
 * compiler always warns of; hence the reflection.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler with the signal's name, on a thread of the JVM, whenever the signal comes.
   *
   * @return false if this system or JVM does not let the signal be handled
   */
  @SuppressWarnings("ReferenceEquality") // a handler is equal to itself only
  static boolean handle(String name, Consumer<String> handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, args) ->
              switch (method.getName()) {
                case "handle" -> {
                  handler.accept(name);
                  yield null;
                }
                case "equals" -> args != null && proxy == args[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of " + name;
              };
      Object asked =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, call);
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, asked);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
      return false;
    }
  }
}
