package io.beltline.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * New arrays that the runtime does not clear, for whoever writes all that is read of them. Clearing
 * a message of some hundred KiB before it is copied in was a seventh of what editing it cost.
 *
 * <p>The way there is the runtime's own ({@code jdk.internal.misc.Unsafe}), which the launcher
 * opens; where it is not open, arrays are cleared as always. Safe for all threads.
 */
public final class Uninitialized {
  /** Smaller arrays are taken from what their thread has cleared already. */
  private static final int LEAST = 4 << 10;

  /** Whether all arrays are filled with a pattern, so that tests see what was not written. */
  private static final boolean FILL = Boolean.getBoolean("beltline.uninitialized.fill");

  private static final byte PATTERN = (byte) 0xa5;

  private Uninitialized() {}

  /**
   * An array whose content is anything. What is not written must not be shown to anyone: it may be
   * of another tenant's telemetry.
   *
   * @throws OutOfMemoryError like {@code new}
   */
  public static byte[] bytes(int length) {
    byte[] array = allocated(length);
    if (FILL) {
      Arrays.fill(array, PATTERN);
    }
    return array;
  }

  private static byte[] allocated(int length) {
    MethodHandle allocate = length < LEAST ? null : Way.ALLOCATE;
    if (allocate == null) {
      return new byte[length];
    }
    try {
      return (byte[]) allocate.invokeExact(length);
    } catch (Error | RuntimeException failed) {
      throw failed;
    } catch (Throwable unknown) {
      throw new IllegalStateException(unknown);
    }
  }

  /** Whether arrays are left as they are. */
  static boolean isOpen() {
    return Way.ALLOCATE != null;
  }

  /** Looked for at first use. */
  private static final class Way {
    static final @Nullable MethodHandle ALLOCATE = find();

    private static @Nullable MethodHandle find() {
      try {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Object instance =
            lookup.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe)).invoke();
        MethodType type = MethodType.methodType(Object.class, Class.class, int.class);
        MethodHandle any = lookup.findVirtual(unsafe, "allocateUninitializedArray", type);
        return MethodHandles.insertArguments(any, 0, instance, byte.class)
            .asType(MethodType.methodType(byte[].class, int.class));
      } catch (Throwable notOpen) {
        return null;
      }
    }
  }
}
