package io.beltline.transport.compression;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.beltline.model.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * gzip by the host's libdeflate (https://github.com/ebiggers/libdeflate), two to four times as fast
 * as the JDK's zlib. Optional: without the library, or with the system property {@code
 * beltline.libdeflate=false}, the JDK does the work. Safe for all threads; compressors are pooled.
 */
@SuppressWarnings(
    "restricted") // the launcher allows native access; without it the JDK does the work
final class Libdeflate {
  /** A fifth of the time of zlib's level 6, for 9 % more bytes. */
  private static final int DEFAULT_LEVEL = 1;

  /** Longer results are left to the JDK: while the library writes to the heap, nothing collects. */
  private static final int LONGEST_INFLATED = 4 << 20;

  private static final int SUCCESS = 0;

  private final MethodHandle allocCompressor;
  private final MethodHandle compress;
  private final MethodHandle bound;
  private final MethodHandle freeCompressor;
  private final MethodHandle decompress;
  private final Map<Integer, Natives<MemorySegment>> compressors = new ConcurrentHashMap<>();
  private final Natives<MemorySegment> decompressors;

  private Libdeflate(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    allocCompressor =
        handle(linker, library, "alloc_compressor", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    freeCompressor = handle(linker, library, "free_compressor", FunctionDescriptor.ofVoid(ADDRESS));
    bound =
        handle(
            linker,
            library,
            "gzip_compress_bound",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
    compress =
        handle(
            linker,
            library,
            "gzip_compress",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    decompress =
        linker.downcallHandle(
            library.findOrThrow("libdeflate_gzip_decompress_ex"),
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
            Linker.Option.critical(true));
    MethodHandle alloc =
        handle(linker, library, "alloc_decompressor", FunctionDescriptor.of(ADDRESS));
    MethodHandle free =
        handle(linker, library, "free_decompressor", FunctionDescriptor.ofVoid(ADDRESS));
    decompressors =
        new Natives<>(
            () -> allocated(() -> (MemorySegment) alloc.invokeExact()),
            state ->
                called(
                    () -> {
                      free.invokeExact(state); // as a statement: as an expression it is no void
                    }));
  }

  private static MethodHandle handle(
      Linker linker, SymbolLookup library, String name, FunctionDescriptor type) {
    return linker.downcallHandle(library.findOrThrow("libdeflate_" + name), type);
  }

  /** The library, null if the host has none. */
  static @Nullable Libdeflate found() {
    return Found.LIBRARY;
  }

  /** Looked for at the first use. */
  private static final class Found {
    private static final List<String> NAMES =
        List.of("libdeflate.so.0", "libdeflate.0.dylib", "libdeflate.dll");
    static final @Nullable Libdeflate LIBRARY = find();

    private Found() {}

    private static @Nullable Libdeflate find() {
      if (System.getProperty("beltline.libdeflate", "true").equals("false")) {
        return null;
      }
      for (String name : NAMES) {
        try {
          return new Libdeflate(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException no) {
          // not on this host, too old, or native access is not allowed: the JDK does the work
        }
      }
      return null;
    }
  }

  /** A call of the library. */
  private interface Call {
    void run() throws Throwable;
  }

  /** A call of the library with a result. */
  private interface Query<T> {
    T run() throws Throwable;
  }

  private static void called(Call call) {
    asked(
        () -> {
          call.run();
          return SUCCESS;
        });
  }

  private static <T> T asked(Query<T> query) {
    try {
      return query.run();
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) { // handles declare everything, the library throws nothing
      throw new IllegalStateException(impossible);
    }
  }

  private static MemorySegment allocated(Query<MemorySegment> query) {
    MemorySegment state = asked(query);
    if (state.equals(MemorySegment.NULL)) {
      throw new OutOfMemoryError("libdeflate");
    }
    return state;
  }

  /**
   * Compresses slices into one member.
   *
   * @param level 1 to 12, 0 or less for the default
   */
  Slice gzip(int level, List<Slice> input) {
    int wanted = level < 1 ? DEFAULT_LEVEL : Math.min(level, 9);
    Natives<MemorySegment> pool = compressors.computeIfAbsent(wanted, this::compressors);
    MemorySegment compressor = pool.take();
    try (Arena arena = Arena.ofConfined()) {
      long total = Slice.length(input);
      MemorySegment from = arena.allocate(Math.max(1, total));
      long at = 0;
      for (Slice slice : input) {
        MemorySegment.copy(slice.array(), slice.offset(), from, JAVA_BYTE, at, slice.length());
        at += slice.length();
      }
      long room = asked(() -> (long) bound.invokeExact(compressor, total));
      MemorySegment to = arena.allocate(room);
      long size = asked(() -> (long) compress.invokeExact(compressor, from, total, to, room));
      byte[] result = new byte[Math.toIntExact(size)];
      MemorySegment.copy(to, JAVA_BYTE, 0, result, 0, result.length);
      return Slice.of(result);
    } finally {
      pool.give(compressor);
    }
  }

  private Natives<MemorySegment> compressors(int level) {
    return new Natives<>(
        () -> allocated(() -> (MemorySegment) allocCompressor.invokeExact(level)),
        state ->
            called(
                () -> {
                  freeCompressor.invokeExact(state);
                }));
  }

  /**
   * Decompresses one member of known size; false if it is not just that, and then nothing counts of
   * what was written.
   */
  boolean gunzip(Slice input, byte[] into, int offset, int size) {
    if (size > LONGEST_INFLATED) {
      return false;
    }
    MemorySegment state = decompressors.take();
    try {
      MemorySegment from =
          MemorySegment.ofArray(input.array()).asSlice(input.offset(), input.length());
      MemorySegment to = MemorySegment.ofArray(into).asSlice(offset, size);
      long[] read = new long[1];
      MemorySegment used = MemorySegment.ofArray(read);
      long length = input.length();
      long room = size;
      MemorySegment exactly = MemorySegment.NULL; // the result must fill the room
      int outcome =
          asked(() -> (int) decompress.invokeExact(state, from, length, to, room, used, exactly));
      return outcome == SUCCESS && read[0] == length; // else another member follows
    } finally {
      decompressors.give(state);
    }
  }
}
