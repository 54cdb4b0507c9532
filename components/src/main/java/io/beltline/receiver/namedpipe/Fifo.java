package io.beltline.receiver.namedpipe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes named pipes: by {@code mkfifo(3)} of the C library, or by the command of that name where
 * native access is not allowed.
 */
@SuppressWarnings("restricted") // the launcher allows native access; without it the command is run
final class Fifo {
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;

  private Fifo() {}

  /**
   * Sees to it that there is a pipe with permissions.
   *
   * @throws IOException if there is something else, or it cannot be made; says which and why
   */
  static void prepare(Path path, int mode) throws IOException {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new IOException(path + ": named pipes are read on Linux only");
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      make(path, mode);
    }
    if (!isPipe(path)) {
      throw new IOException(path + " is no named pipe (expected: one, or nothing)");
    }
    try {
      Files.setPosixFilePermissions(path, permissions(mode));
    } catch (IOException denied) {
      throw new IOException(path + ": mode cannot be set: " + denied, denied);
    }
  }

  private static boolean isPipe(Path path) throws IOException {
    return Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & KIND) == PIPE;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // in the order of the bits
    for (int i = 0; i < all.length; i++) {
      if ((mode & 1 << (all.length - 1 - i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  private static void make(Path path, int mode) throws IOException {
    MethodHandle call = handle();
    boolean made = call != null && call(call, path, mode) == 0;
    if (!made && !Files.exists(path)) {
      run(path, mode); // which also says why it cannot be made
    }
  }

  private static @Nullable MethodHandle handle() {
    try {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("mkfifo"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    } catch (IllegalCallerException
        | UnsupportedOperationException
        | java.util.NoSuchElementException no) {
      return null; // the command does it
    }
  }

  private static int call(MethodHandle mkfifo, Path path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) mkfifo.invokeExact(arena.allocateFrom(path.toString()), mode);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) { // the handle declares everything, the library throws nothing
      throw new IllegalStateException(impossible);
    }
  }

  private static void run(Path path, int mode) throws IOException {
    Process command =
        new ProcessBuilder("mkfifo", "-m", Integer.toOctalString(mode), "--", path.toString())
            .redirectErrorStream(true)
            .start();
    command.getOutputStream().close();
    String words =
        new String(command.getInputStream().readNBytes(1000), StandardCharsets.UTF_8).strip();
    try {
      if (command.waitFor() != 0) {
        throw new IOException(path + " cannot be made: " + words);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException(path + " cannot be made: interrupted", hurried);
    }
  }
}
