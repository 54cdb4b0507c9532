package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a journal asks of a file system; a parameter, so that a test takes the power away at any
 * moment. Safe for all threads.
 */
public interface FileLayer {

  /** Makes a directory and its parents; nothing if it exists. */
  void createDirectories(Path directory) throws IOException;

  /** Opens a file for reading and writing, made if it does not exist. */
  JournalFile open(Path path) throws IOException;

  /** Opens an existing file for reading. */
  JournalFile openForReading(Path path) throws IOException;

  /** The files in a directory, sorted by name; none if it does not exist. */
  List<Path> list(Path directory) throws IOException;

  /** Deletes a file; nothing if it does not exist. */
  void delete(Path path) throws IOException;

  /** Puts a file in the place of another in one step. */
  void replace(Path from, Path to) throws IOException;

  /** Returns when the disk has the names of a directory's files. */
  void syncDirectory(Path directory) throws IOException;

  /** How many more bytes this process may write to a directory's volume. */
  long usableSpace(Path directory) throws IOException;

  /**
   * Takes a directory for this process and one user in it. The lock ends with the process.
   *
   * @return frees the lock
   * @throws IOException if somebody else holds it
   */
  AutoCloseable lock(Path path) throws IOException;
}
