package io.beltline.components.intake;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A bound datagram socket in the file system, by the C library, since Java has stream sockets there
 * only ({@code man 7 unix}; Linux of 64 bits). Read by one thread; any may shut it down.
 */
@SuppressWarnings("restricted") // the launcher allows native access
final class UnixSocket {
  // of 64-bit Linux, glibc and musl
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SHUT_RDWR = 2;
  private static final int EINTR = 4;
  private static final int ECONNREFUSED = 111;
  private static final int LONGEST_PATH = 107;
  private static final int LARGEST = 64 * 1024;

  private final Library libc;
  private final int descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(LARGEST);
  private boolean open = true;

  private UnixSocket(Library libc, int descriptor) {
    this.libc = libc;
    this.descriptor = descriptor;
  }

  /**
   * Binds a socket to a path that is free.
   *
   * @param bufferSize how many bytes the operating system keeps; 0 for its own number
   */
  static UnixSocket bind(Path path, int bufferSize) throws IOException {
    if (!System.getProperty("os.name", "").equals("Linux") || ADDRESS.byteSize() != Long.BYTES) {
      throw new IOException("sockets of datagrams in the file system are there on Linux only");
    }
    Library libc = Library.find();
    int descriptor = libc.call(libc.socket, AF_UNIX, SOCK_DGRAM, 0);
    UnixSocket socket = new UnixSocket(libc, descriptor);
    try (Arena local = Arena.ofConfined()) {
      if (bufferSize > 0) {
        MemorySegment size = local.allocateFrom(JAVA_INT, bufferSize);
        libc.call(libc.setsockopt, descriptor, SOL_SOCKET, SO_RCVBUF, size, Integer.BYTES);
      }
      MemorySegment address = address(path, local);
      libc.call(libc.bind, descriptor, address, (int) address.byteSize());
      return socket;
    } catch (IOException unusable) {
      socket.close();
      throw unusable;
    }
  }

  private static MemorySegment address(Path path, Arena local) throws IOException {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_PATH) {
      throw new IOException("the path has " + name.length + " bytes (expected: at most 107)");
    }
    MemorySegment address = local.allocate(Short.BYTES + LONGEST_PATH + 1, Short.BYTES);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, JAVA_BYTE, Short.BYTES, name.length);
    return address;
  }

  /** Whether a socket in the file system is surely nobody's any more. */
  static boolean isAbandoned(Path path) throws IOException {
    Library libc = Library.find();
    int descriptor = libc.call(libc.socket, AF_UNIX, SOCK_DGRAM, 0);
    try (Arena local = Arena.ofConfined()) {
      MemorySegment address = address(path, local);
      int result = libc.attempt(libc.connect, descriptor, address, (int) address.byteSize());
      return result == -ECONNREFUSED; // any other error means that it is there, or cannot be told
    } finally {
      libc.quietly(libc.close, descriptor);
    }
  }

  /** Waits for a datagram; 0 for an empty one, and when the socket is shut down. */
  int receive(byte[] into) throws IOException {
    while (true) {
      long[] result = libc.receive(descriptor, buffer, Math.min(LARGEST, into.length));
      if (result[0] >= 0) {
        MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, (int) result[0]);
        return (int) result[0];
      }
      if (result[1] != EINTR) {
        throw new IOException("recv has failed with " + result[1]);
      }
    }
  }

  /** Lets nothing more come, and wakes who waits. */
  synchronized void shutdown() {
    if (open) {
      libc.quietly(libc.shutdown, descriptor, SHUT_RDWR);
    }
  }

  /** Gives the descriptor back. By the thread that reads, or before there is one. */
  synchronized void close() {
    if (open) {
      open = false;
      libc.quietly(libc.close, descriptor);
      arena.close();
    }
  }

  /** The calls of the C library. */
  private record Library(
      MethodHandle socket,
      MethodHandle bind,
      MethodHandle connect,
      MethodHandle setsockopt,
      MethodHandle recv,
      MethodHandle shutdown,
      MethodHandle close) {
    private static final String ERRNO = "errno";
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();

    static Library find() throws IOException {
      try {
        return new Library(
            find("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)),
            find("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)),
            find("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)),
            find(
                "setsockopt",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)),
            find("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)),
            find("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT)),
            find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
      } catch (IllegalCallerException | UnsupportedOperationException no) {
        throw new IOException("native access is not allowed: " + no.getMessage(), no);
      }
    }

    private static MethodHandle find(String name, FunctionDescriptor form) throws IOException {
      Linker linker = Linker.nativeLinker();
      MemorySegment address =
          linker
              .defaultLookup()
              .find(name)
              .orElseThrow(() -> new IOException("the C library has no " + name));
      return linker.downcallHandle(address, form, Linker.Option.captureCallState(ERRNO));
    }

    /** Calls what answers with an int; that is negative if it fails. */
    int call(MethodHandle handle, Object... arguments) throws IOException {
      int result = attempt(handle, arguments);
      if (result < 0) {
        throw new IOException("the system refuses it with error " + -result);
      }
      return result;
    }

    /** Calls what answers with an int; the negative error if it fails. */
    int attempt(MethodHandle handle, Object... arguments) {
      try (Arena local = Arena.ofConfined()) {
        MemorySegment state = local.allocate(STATE);
        int result = (int) invoke(handle, state, arguments);
        return result < 0 ? -errno(state) : result;
      }
    }

    /** Calls what cannot fail in a way that matters. */
    void quietly(MethodHandle handle, Object... arguments) {
      try (Arena local = Arena.ofConfined()) {
        invoke(handle, local.allocate(STATE), arguments);
      }
    }

    /** The length of a datagram, negative if there is none, and the error. */
    long[] receive(int descriptor, MemorySegment buffer, long length) {
      try (Arena local = Arena.ofConfined()) {
        MemorySegment state = local.allocate(STATE);
        long result = (long) invoke(recv, state, descriptor, buffer, length, 0);
        return new long[] {result, errno(state)};
      }
    }

    private static int errno(MemorySegment state) {
      return state.get(JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement(ERRNO)));
    }

    private static Object invoke(MethodHandle handle, MemorySegment state, Object... arguments) {
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      try {
        return handle.invokeWithArguments(all);
      } catch (RuntimeException | Error thrown) {
        throw thrown;
      } catch (Throwable impossible) { // the handle declares everything, the library throws nothing
        throw new IllegalStateException(impossible);
      }
    }
  }
}
