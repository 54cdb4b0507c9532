package io.beltline.receiver.filestats;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What the filesystem says of a file, or of what a symbolic link leads to.
 *
 * @param size in bytes
 * @param accessed when it was last read
 * @param modified when its content was last changed
 * @param changed when it was last changed in any way
 * @param permissions as {@code ls} writes them; empty where there are none
 */
record FileStats(
    long size, FileTime accessed, FileTime modified, FileTime changed, String permissions) {
  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** Reads them. Where nothing tells of other changes, those of the content stand for them. */
  static FileStats of(Path file) throws IOException {
    if (!UNIX) {
      BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
      FileTime modified = basic.lastModifiedTime();
      return new FileStats(basic.size(), basic.lastAccessTime(), modified, modified, "");
    }
    PosixFileAttributes read = Files.readAttributes(file, PosixFileAttributes.class);
    FileTime changed =
        Files.getAttribute(file, "unix:ctime") instanceof FileTime time
            ? time
            : read.lastModifiedTime();
    return new FileStats(
        read.size(),
        read.lastAccessTime(),
        read.lastModifiedTime(),
        changed,
        "-" + PosixFilePermissions.toString(read.permissions()));
  }
}
