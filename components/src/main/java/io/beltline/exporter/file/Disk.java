package io.beltline.exporter.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file system, as far as the exporter needs it. Safe for all threads. */
interface Disk {

  /** Opens a file for writing, creates it if it is missing, and keeps what it holds. */
  Sink open(Path file) throws IOException;

  /** Creates a directory with those above it. */
  void createDirectories(Path directory) throws IOException;

  boolean exists(Path file);

  /** True if there is no such file; false if there is one, or that cannot be told. */
  boolean isGone(Path file);

  /**
   * Whether a file cannot be opened because a directory stands at its path, or something else where
   * a directory must be, below a directory that can be written to: nothing that passes by waiting.
   * A permission that is missing is no such thing: somebody can give it.
   */
  boolean isBlocked(Path file, Path root);

  /** Gives a file another name, which must be free. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** The names of the files in a directory. */
  List<String> list(Path directory) throws IOException;

  /** An open file. For one thread at a time. */
  interface Sink extends AutoCloseable {

    long size() throws IOException;

    /** Writes at the end and hands everything to the operating system. */
    void append(byte[] bytes) throws IOException;

    /** Cuts the file. */
    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
