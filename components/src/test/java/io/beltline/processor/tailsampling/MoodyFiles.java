package io.beltline.processor.tailsampling;

import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.FileLayer;
import io.beltline.delivery.journal.JournalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Real files that take so many writes and then none, until they are told otherwise. */
final class MoodyFiles implements FileLayer {
  private final FileLayer real = new DiskFiles();
  private int writes = Integer.MAX_VALUE;
  private Runnable before = () -> {};

  void takes(int more) {
    writes = more;
  }

  /** Does something before each write. */
  void before(Runnable something) {
    before = something;
  }

  private void write() throws IOException {
    before.run();
    if (writes == 0) {
      throw new IOException("No space left on device");
    }
    writes--;
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    real.createDirectories(directory);
  }

  @Override
  public JournalFile open(Path path) throws IOException {
    return new Moody(real.open(path));
  }

  @Override
  public JournalFile openForReading(Path path) throws IOException {
    return real.openForReading(path);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(path);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    real.replace(from, to);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    real.syncDirectory(directory);
  }

  @Override
  public long usableSpace(Path directory) throws IOException {
    return real.usableSpace(directory);
  }

  @Override
  public AutoCloseable lock(Path path) throws IOException {
    return real.lock(path);
  }

  private final class Moody implements JournalFile {
    private final JournalFile file;

    Moody(JournalFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      return file.read(position, target, offset, length);
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) throws IOException {
      MoodyFiles.this.write();
      file.write(position, source, offset, length);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
