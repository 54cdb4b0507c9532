package io.beltline.components.tailing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Java cannot ask of files: locks of {@code flock(2)}, which belong to a descriptor and not to
 * the process, and advice on the page cache ({@code posix_fadvise(3)}). Safe for all threads.
 */
@SuppressWarnings("restricted") // the launcher allows native access; without it there is none of it
public final class PosixFiles {
  private static final int READ_ONLY = 0;
  private static final int SHARED_AT_ONCE = 1 | 4;
  private static final int EXCLUSIVE_AT_ONCE = 2 | 4;
  private static final int NOT_NEEDED = 4;

  private final MethodHandle open;
  private final MethodHandle flock;
  private final @Nullable MethodHandle advise;
  private final MethodHandle close;

  private PosixFiles(Linker linker) {
    open =
        handle(
            linker,
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    flock = handle(linker, "flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    close = handle(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    FunctionDescriptor four =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    advise =
        linux && ValueLayout.ADDRESS.byteSize() == Long.BYTES
            ? handle(linker, "posix_fadvise", four)
            : null;
  }

  private static MethodHandle handle(
      Linker linker, String name, FunctionDescriptor form, Linker.Option... options) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form, options);
  }

  /** The C library's; null where there is none, or native access is not allowed. */
  public static @Nullable PosixFiles find() {
    try {
      return new PosixFiles(Linker.nativeLinker());
    } catch (IllegalCallerException
        | UnsupportedOperationException
        | java.util.NoSuchElementException no) {
      return null; // Windows, or the launcher was left out: who asks says so
    }
  }

  /** A file that is locked; closing it lets it go. */
  public final class Lock implements AutoCloseable {
    private final int descriptor;

    private Lock(int descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void close() {
      call(() -> (int) close.invokeExact(descriptor));
    }
  }

  /** A shared lock; null if somebody has the file for itself. */
  public @Nullable Lock share(Path path) throws IOException {
    return lock(path, SHARED_AT_ONCE);
  }

  /** A lock that nobody shares; null if somebody has one. */
  public @Nullable Lock take(Path path) throws IOException {
    return lock(path, EXCLUSIVE_AT_ONCE);
  }

  private @Nullable Lock lock(Path path, int how) throws IOException {
    Lock opened = new Lock(opened(path));
    if (call(() -> (int) flock.invokeExact(opened.descriptor, how)) == 0) {
      return opened;
    }
    opened.close();
    return null;
  }

  private int opened(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(path.toString());
      int descriptor = call(() -> (int) open.invokeExact(name, READ_ONLY));
      if (descriptor < 0) {
        throw new IOException("cannot be opened");
      }
      return descriptor;
    }
  }

  /** Tells the system that a file's first bytes are not needed in memory any more. */
  public void release(Path path, long bytes) throws IOException {
    MethodHandle tell = advise;
    if (tell == null) {
      return;
    }
    try (Lock opened = new Lock(opened(path))) {
      call(() -> (int) tell.invokeExact(opened.descriptor, 0L, bytes, NOT_NEEDED));
    }
  }

  /** A call of a handle. */
  @FunctionalInterface
  private interface Call {
    int run() throws Throwable;
  }

  private static int call(Call call) {
    try {
      return call.run();
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) { // the handles declare everything, the library throws nothing
      throw new IllegalStateException(impossible);
    }
  }
}
