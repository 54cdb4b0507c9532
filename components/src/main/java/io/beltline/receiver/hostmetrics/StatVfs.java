package io.beltline.receiver.hostmetrics;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Asks the C library for the use of a filesystem ({@code man 3 statvfs}), since Java does not know
 * of inodes. Where native access is not allowed, and on processors of 32 bits, Java is asked and
 * there are no inodes. Safe for all threads.
 */
@SuppressWarnings("restricted") // the launcher allows native access; without it Java does the work
final class StatVfs implements FilesystemUsage.Source {
  // struct statvfs of 64-bit Linux, glibc and musl: all numbers have 8 bytes
  private static final int SIZE = 256;
  private static final int FRAGMENT = 1;
  private static final int BLOCKS = 2;
  private static final int BLOCKS_FREE = 3;
  private static final int BLOCKS_AVAILABLE = 4;
  private static final int FILES = 5;
  private static final int FILES_FREE = 6;

  private final @Nullable MethodHandle call;

  private StatVfs(@Nullable MethodHandle call) {
    this.call = call;
  }

  /** The C library's, else Java's. */
  static StatVfs find() {
    if (ADDRESS.byteSize() != Long.BYTES) {
      return new StatVfs(null);
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("statvfs")
          .map(
              address ->
                  new StatVfs(
                      linker.downcallHandle(
                          address, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))))
          .orElseGet(() -> new StatVfs(null));
    } catch (IllegalCallerException | UnsupportedOperationException no) {
      return new StatVfs(null); // native access is not allowed: Java does the work
    }
  }

  /** Java's alone. */
  static StatVfs java() {
    return new StatVfs(null);
  }

  @Override
  public FilesystemUsage of(Path path) throws IOException {
    return call == null ? ofFile(path.toFile()) : called(path, call);
  }

  private static FilesystemUsage called(Path path, MethodHandle handle) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = arena.allocate(SIZE, Long.BYTES);
      MemorySegment name = arena.allocateFrom(path.toString());
      if (invoke(handle, name, into) != 0) {
        throw path.toFile().exists()
            ? new IOException("statvfs has failed")
            : new NoSuchFileException(path.toString());
      }
      long block = into.getAtIndex(JAVA_LONG, FRAGMENT);
      return new FilesystemUsage(
          into.getAtIndex(JAVA_LONG, BLOCKS) * block,
          into.getAtIndex(JAVA_LONG, BLOCKS_FREE) * block,
          into.getAtIndex(JAVA_LONG, BLOCKS_AVAILABLE) * block,
          into.getAtIndex(JAVA_LONG, FILES),
          into.getAtIndex(JAVA_LONG, FILES_FREE));
    }
  }

  private static int invoke(MethodHandle handle, MemorySegment name, MemorySegment into) {
    try {
      return (int) handle.invokeExact(name, into);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) { // the handle declares everything, the library throws nothing
      throw new IllegalStateException(impossible);
    }
  }

  private static FilesystemUsage ofFile(File file) throws IOException {
    if (!file.exists()) {
      throw new NoSuchFileException(file.getPath());
    }
    return new FilesystemUsage(
        file.getTotalSpace(), file.getFreeSpace(), file.getUsableSpace(), -1, 0);
  }
}
