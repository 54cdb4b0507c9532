package io.beltline.components.tailing;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks, reads, and writes down what was delivered, again and again. One thread. */
final class Tail {
  /** A look may take this part of the time. */
  private static final int LOOK_SHARE = 10;

  private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);

  private final TailConfig config;
  private final boolean replays;
  private final Settings settings;
  private final Checkpoints checkpoints;
  private final LineTaker taker;
  private final Round round;
  private final Clock clock;
  private final Registry registry;
  private long nextLook;

  /** What is left to the receiver that takes the place of one that ends. */
  record Left(List<TailedFile> files) {}

  Tail(
      TailConfig config,
      boolean replays,
      Settings settings,
      TailMetrics metrics,
      Checkpoints checkpoints,
      LineTaker taker,
      FileLabels labels,
      Round round,
      Clock clock) {
    this.config = config;
    this.replays = replays;
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.taker = taker;
    this.round = round;
    this.clock = clock;
    this.registry = new Registry(config, labels::set, metrics, settings.logger());
    this.nextLook = clock.nanoTime();
  }

  /** Takes what is known from the storage, or from the receiver before this one. */
  void load(@Nullable Left left) throws IOException {
    List<TailedFile> saved = checkpoints.load();
    registry.restore(saved.isEmpty() && left != null ? left.files() : saved, clock.nanoTime());
  }

  /** Runs until it is interrupted. */
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration rest = once();
        if (rest.isPositive()) {
          clock.sleep(rest);
        }
      }
    } catch (InterruptedException stop) {
      settings.logger().debug("stops reading");
    }
  }

  /** Polls once, and says how long to rest: not at all while there is more to read. */
  private Duration once() throws InterruptedException {
    try {
      return poll() ? Duration.ZERO : config.pollInterval();
    } catch (RuntimeException bug) {
      // what was read and not handed on is not acknowledged: a restart reads it again
      settings.logger().error("reading failed, goes on in {} s", AFTER_A_BUG.toSeconds(), bug);
      return AFTER_A_BUG;
    }
  }

  private boolean poll() throws InterruptedException {
    long now = clock.nanoTime();
    if (now - nextLook >= 0) {
      registry.look(clock.unixNanos() / 1_000_000L, now);
      nextLook = clock.nanoTime() + LOOK_SHARE * (clock.nanoTime() - now);
    } else {
      refresh(now);
    }
    boolean more = round.run(registry.files(), this::save);
    registry.settle(clock.nanoTime());
    LineBatch late = taker.batch();
    try {
      taker.flush(late);
    } catch (RuntimeException bug) { // which is not that of the others in the batch
      settings.logger().error("what was held cannot be handed on: {}", bug.toString());
      late.shipBeside(bug);
      throw bug;
    }
    late.ship();
    deleteRead();
    replay();
    round.opened((int) registry.files().stream().filter(file -> file.content != null).count());
    round.closeSurplus(registry.files());
    save();
    return more;
  }

  private void refresh(long now) {
    for (TailedFile file : registry.files()) {
      Content open = file.content;
      try {
        if (open != null) {
          file.seen(new FileIdentity(file.key, open.size(), file.modified), now);
        }
      } catch (IOException broken) {
        settings.logger().debug("{}: {}", file.path, broken.toString());
      }
    }
  }

  private void save() {
    checkpoints.save(registry.files(), registry.takeForgotten());
  }

  /** Whether nothing was written since the file was read, and it is the file that was read. */
  private static boolean isAsRead(TailedFile file) {
    FileIdentity now = FileIdentity.of(file.path);
    return now != null
        && now.key().equals(file.key)
        && now.size() == file.readSize
        && now.modifiedMillis() == file.readModified;
  }

  /** Begins anew in files of which all is delivered. */
  private void replay() {
    for (TailedFile file : registry.files()) {
      boolean read = !file.hasMore() && !file.partial && file.copied == null && !file.gone;
      if (replays && read && file.outstanding.size() == 0) {
        file.restart(Mark.START);
      }
    }
  }

  private void deleteRead() {
    if (!config.deleteAfterRead()) {
      return;
    }
    for (TailedFile file : List.copyOf(registry.files())) {
      boolean read = !file.hasMore() && !file.partial && file.copied == null && !file.gone;
      if (read && !file.broken && !file.cut && file.outstanding.size() == 0 && isAsRead(file)) {
        try {
          file.close();
          Files.deleteIfExists(file.path);
          registry.forget(file);
        } catch (IOException denied) {
          settings.logger().warn("{} cannot be deleted: {}", file.path, denied.toString());
        }
      }
    }
  }

  /** Ends: writes down what was delivered, and closes everything. */
  Left end() {
    save();
    List<TailedFile> left = new ArrayList<>();
    for (TailedFile file : registry.files()) {
      try {
        file.close();
      } catch (IOException broken) {
        settings.logger().debug("{}: {}", file.path, broken.toString());
      }
      if (file.copied == null) {
        left.add(restored(file));
      }
    }
    checkpoints.close();
    return new Left(left);
  }

  private static TailedFile restored(TailedFile file) {
    TailedFile copy = new TailedFile(file.key, file.path, file.compressed, file.outstanding.low());
    copy.head = file.head;
    return copy;
  }
}
