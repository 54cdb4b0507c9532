package io.beltline.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Replaces this process by another program: same process id, same standard streams, everything else
 * closed (POSIX execv).
 */
final class Exec {
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int FIRST_OTHER = 3;

  private final Linker linker = Linker.nativeLinker();

  private Exec() {}

  /**
   * Replaces it. Returns never, unless it fails.
   *
   * @param program the program's file
   * @param arguments its arguments, without its name
   * @param variable an environment variable to set beside those there are
   * @throws IOException if the program cannot be run
   */
  static void replace(Path program, List<String> arguments, String variable, String value)
      throws IOException {
    if (!Files.isExecutable(program)) {
      throw new IOException(program + " cannot be run");
    }
    try (Arena arena = Arena.ofConfined()) {
      new Exec().replace(arena, program.toString(), arguments, variable, value);
    } catch (IOException failed) {
      throw failed;
    } catch (Throwable failed) { // what method handles declare
      throw new IOException("cannot run " + program, failed);
    }
  }

  private void replace(
      Arena arena, String program, List<String> arguments, String variable, String value)
      throws Throwable {
    closeAtExec();
    MethodHandle setenv = handle("setenv", 0, ADDRESS, ADDRESS, JAVA_INT);
    int ignored =
        (int) setenv.invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), 1);
    MemorySegment vector = arena.allocate(ADDRESS, arguments.size() + 2L);
    vector.setAtIndex(ADDRESS, 0, arena.allocateFrom(program));
    for (int i = 0; i < arguments.size(); i++) {
      vector.setAtIndex(ADDRESS, i + 1L, arena.allocateFrom(arguments.get(i)));
    }
    MethodHandle execv = handle("execv", 0, ADDRESS, ADDRESS);
    int failed = (int) execv.invokeExact(arena.allocateFrom(program), vector);
    throw new IOException("execv returned " + failed);
  }

  private void closeAtExec() throws Throwable {
    MethodHandle fcntl = handle("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT);
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : open) {
        int number = Integer.parseInt(file.getFileName().toString());
        if (number >= FIRST_OTHER) {
          int ignored = (int) fcntl.invokeExact(number, F_SETFD, FD_CLOEXEC);
        }
      }
    }
  }

  @SuppressWarnings("restricted") // allowed where the launcher started the process
  private MethodHandle handle(String name, int variadicFrom, MemoryLayout... arguments) {
    MemorySegment symbol = linker.defaultLookup().findOrThrow(name);
    FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, arguments);
    return variadicFrom == 0
        ? linker.downcallHandle(symbol, type)
        : linker.downcallHandle(symbol, type, Linker.Option.firstVariadicArg(variadicFrom));
  }
}
