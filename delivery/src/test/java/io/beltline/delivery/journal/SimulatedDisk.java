package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A disk that loses its power at a chosen operation. What was not synced by then, contents and
 * names, is kept, dropped or torn as a seed says. It can also fail syncs, and be full.
 */
public final class SimulatedDisk implements FileLayer {
  private final RandomGenerator random;
  private final Map<Path, SimulatedFile> names = new TreeMap<>();
  private final List<Change> unsynced = new ArrayList<>();
  private Map<Path, SimulatedFile> keptNames = new TreeMap<>();
  private long powerLeft = Long.MAX_VALUE;
  private boolean dead;
  private final Set<Path> locked = new HashSet<>();
  private int generation;
  private int failingSyncs;
  boolean pagesStay;
  private long capacity = Long.MAX_VALUE;
  private int recycled;
  private int tearAt = -1;
  private boolean unreadable;
  private boolean untilSynced;
  private long reads;
  private long readsLeft = Long.MAX_VALUE;
  private Runnable beforeRead = () -> {};

  /** A disk that chooses by a generator what outlives the power. */
  public SimulatedDisk(RandomGenerator random) {
    this.random = random;
  }

  /** The power fails at the operation after some more. */
  public synchronized void failAfter(long count) {
    powerLeft = count;
  }

  /** Whether the power has failed. */
  public synchronized boolean isDead() {
    return dead;
  }

  /** So many syncs from now on fail. */
  public synchronized void failSyncs(int count) {
    failingSyncs = count;
  }

  /** Takes the power away if that has not happened, and gives it back. */
  public synchronized void restart() {
    names.clear();
    for (Change change : unsynced) {
      if (random.nextBoolean()) {
        change.apply.accept(keptNames);
      }
    }
    unsynced.clear();
    names.putAll(keptNames);
    List.copyOf(names.values()).forEach(file -> file.fail(random));
    dead = false;
    locked.clear();
    failingSyncs = 0;
    generation++;
    powerLeft = Long.MAX_VALUE;
  }

  /** The disk for a process that begins now and ends with {@link #kill} or the power. */
  public synchronized FileLayer process() {
    return new SimulatedProcess(this, generation);
  }

  synchronized int generation() {
    return generation;
  }

  /** The process ends at once; what it handed over stays. */
  public synchronized void kill() {
    locked.clear();
    generation++;
  }

  /** How many bytes it holds from now on. */
  public synchronized void capacity(long bytes) {
    capacity = bytes;
  }

  /**
   * Flips a bit of the disk.
   *
   * @param directory where
   * @param pattern bytes that occur there once
   * @param offset how far from their start
   */
  public synchronized void damage(Path directory, byte[] pattern, int offset) {
    for (Map.Entry<Path, SimulatedFile> each : names.entrySet()) {
      int at = directory.equals(each.getKey().getParent()) ? each.getValue().find(pattern) : -1;
      if (at >= 0) {
        each.getValue().flip(at + offset);
        return;
      }
    }
    throw new AssertionError("no such bytes in " + directory);
  }

  /** Nothing that is on it can be read, for as long as it is said. */
  public synchronized void unreadable(boolean now) {
    unreadable = now;
  }

  /** Nothing that is on it can be read until something is synced. */
  public synchronized void unreadableUntilSynced() {
    unreadable = true;
    untilSynced = true;
  }

  /** Nothing can be read after some more reads. */
  synchronized void unreadableAfter(long count) {
    reads = 0;
    readsLeft = count;
  }

  /** How often it was read from since that was said. */
  synchronized long reads() {
    return reads;
  }

  /** Something that happens once, when it is read from next. */
  synchronized void beforeRead(Runnable what) {
    beforeRead = what;
  }

  private void readOnce() throws IOException {
    Runnable before;
    synchronized (this) {
      before = beforeRead;
      beforeRead = () -> {};
    }
    before.run();
    synchronized (this) {
      reads++;
      if (unreadable || reads > readsLeft) {
        throw new IOException("Input/output error");
      }
    }
  }

  /**
   * A block of the disk can be read no more.
   *
   * @param directory where
   * @param pattern bytes that occur there once
   * @param offset how far from their start a byte of the block is
   */
  public synchronized void breakBlock(Path directory, byte[] pattern, int offset) {
    for (Map.Entry<Path, SimulatedFile> each : names.entrySet()) {
      int at = directory.equals(each.getKey().getParent()) ? each.getValue().find(pattern) : -1;
      if (at >= 0) {
        each.getValue().breakBlock(at + offset);
        return;
      }
    }
    throw new AssertionError("no such bytes in " + directory);
  }

  /** The process is killed in the middle of the next write of more than so many bytes. */
  synchronized void tearNextWrite(int bytes) {
    tearAt = bytes;
  }

  /** How many segments were written over others. */
  synchronized int recycled() {
    return recycled;
  }

  /** The bytes of all files. */
  public synchronized long used() {
    return names.values().stream().mapToLong(SimulatedFile::size).sum();
  }

  private synchronized boolean step() throws IOException {
    if (dead) {
      throw new IOException("no power");
    }
    if (powerLeft-- <= 0) {
      dead = true;
      return false;
    }
    return true;
  }

  private void orFail() throws IOException {
    if (!step()) {
      throw new IOException("the power failed");
    }
  }

  @Override
  public void createDirectories(Path directory) {}

  @Override
  public synchronized JournalFile open(Path path) throws IOException {
    orFail();
    if (!names.containsKey(path)) {
      SimulatedFile fresh = new SimulatedFile();
      names.put(path, fresh);
      unsynced.add(new Change(path.getParent(), map -> map.put(path, fresh)));
    }
    return new Handle(names.get(path), generation);
  }

  @Override
  public synchronized JournalFile openForReading(Path path) throws IOException {
    orFail();
    SimulatedFile file = names.get(path);
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return new Handle(file, generation);
  }

  @Override
  public synchronized List<Path> list(Path directory) throws IOException {
    orFail();
    return names.keySet().stream().filter(path -> directory.equals(path.getParent())).toList();
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    boolean alive = step();
    if (names.remove(path) != null) {
      unsynced.add(new Change(path.getParent(), map -> map.remove(path)));
    }
    if (!alive) {
      throw new IOException("the power failed");
    }
  }

  @Override
  public synchronized void replace(Path from, Path to) throws IOException {
    boolean alive = step();
    SimulatedFile file = names.remove(from);
    if (file == null) {
      throw new NoSuchFileException(from.toString());
    }
    names.put(to, file);
    recycled += SegmentHeader.start(to) >= 0 ? 1 : 0;
    unsynced.add(
        new Change(
            to.getParent(),
            map -> {
              map.remove(from);
              map.put(to, file);
            }));
    if (!alive) {
      throw new IOException("the power failed");
    }
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    orFail();
    for (Change change : List.copyOf(unsynced)) {
      if (directory.equals(change.directory)) {
        change.apply.accept(keptNames);
        unsynced.remove(change);
      }
    }
  }

  @Override
  public synchronized long usableSpace(Path directory) {
    return capacity == Long.MAX_VALUE ? Long.MAX_VALUE / 2 : Math.max(0, capacity - used());
  }

  @Override
  public synchronized AutoCloseable lock(Path path) throws IOException {
    if (!locked.add(path)) {
      throw new IOException("in use by another process or component (" + path + ")");
    }
    int born = generation;
    return () -> unlock(path, born);
  }

  private synchronized void unlock(Path path, int born) {
    if (born == generation) {
      locked.remove(path);
    }
  }

  private record Change(Path directory, Consumer<Map<Path, SimulatedFile>> apply) {}

  private final class Handle implements JournalFile {
    private final SimulatedFile file;
    private final int born;
    private boolean closed;

    Handle(SimulatedFile file, int born) {
      this.file = file;
      this.born = born;
    }

    private void check() throws IOException {
      if (born != generation || closed) {
        throw new IOException(closed ? "closed" : "opened before the power failed");
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (SimulatedDisk.this) {
        check();
        return file.size();
      }
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      readOnce();
      synchronized (SimulatedDisk.this) {
        check();
        return file.read(position, target, offset, length);
      }
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) throws IOException {
      synchronized (SimulatedDisk.this) {
        check();
        boolean alive = step();
        long room = capacity - used();
        long growth = Math.max(0, position + length - file.size());
        if (growth > room) {
          int part = (int) Math.max(0, length - (growth - room));
          file.write(position, source, offset, part);
          throw new IOException("No space left on device");
        }
        if (tearAt >= 0 && length > tearAt) {
          file.write(position, source, offset, tearAt);
          tearAt = -1;
          generation++;
          throw new IOException("killed");
        }
        file.write(position, source, offset, length);
        if (!alive) {
          throw new IOException("the power failed");
        }
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedDisk.this) {
        check();
        orFail();
        if (failingSyncs > 0) {
          failingSyncs--;
          file.failToForce(random, pagesStay);
          throw new IOException("Input/output error");
        }
        file.force();
        unreadable &= !untilSynced;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (SimulatedDisk.this) {
        check();
        boolean alive = step();
        file.truncate(size);
        if (!alive) {
          throw new IOException("the power failed");
        }
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
