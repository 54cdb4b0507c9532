package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.components.lines.StreamSplitter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;

/** A named pipe that is read by a thread of its own. */
public final class PipePort implements EntrySource.Port {
  private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("", 0);

  /** How long reading rests after a bug: the next entry may bring it again. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path path;
  private final TcpConnection connection;
  private final LineReader reader;
  private final Logger logger;
  private final Clock clock;
  private final Thread thread;

  /** A way for lines: what divides them, and where they go. */
  public record Way(StreamSplitter stream, EntryIntake intake, EntryBatch batch) {}

  private PipePort(
      Settings settings, Clock clock, Admission admission, Path path, PipeStream in, Way way) {
    this.path = path;
    this.logger = settings.logger();
    this.clock = clock;
    this.connection = new TcpConnection(in, in, OutputStream.nullOutputStream(), NOWHERE, NOWHERE);
    this.reader =
        new LineReader(
            connection,
            way.stream(),
            way.intake(),
            way.batch(),
            new Semaphore(1),
            new EntryRoom(admission),
            clock);
    // the system can wake a thread of its own from a read of a pipe that is closed, no virtual one
    this.thread =
        Thread.ofPlatform().daemon().name(settings.id() + " " + path).unstarted(this::read);
  }

  /**
   * Reads a pipe that is there.
   *
   * @throws IOException if it cannot be opened
   */
  public static PipePort start(
      Settings settings, Clock clock, Admission admission, Path path, Way way) throws IOException {
    PipePort port = new PipePort(settings, clock, admission, path, new PipeStream(path), way);
    port.thread.start();
    return port;
  }

  private void read() {
    try {
      reader.read(this::met);
    } catch (IOException broken) {
      logger.error("{} cannot be read any more: {}", path, broken.toString());
      close(); // so that its writers are told, and do not wait for ever
    } catch (InterruptedException stop) {
      logger.debug("{} is not read any more", path);
    }
  }

  private void met(Throwable bug) throws InterruptedException {
    logger.error("{}: what was not handed on is counted, and reading goes on", path, bug);
    clock.sleep(PAUSE);
  }

  /** A pipe has none. */
  @Override
  public int port() {
    return 0;
  }

  @Override
  public void close(Deadline deadline) {
    try {
      connection.end();
      if (!thread.join(deadline.remaining())) {
        connection.close();
        thread.interrupt();
        thread.join();
      }
      close();
    } catch (IOException broken) {
      logger.debug("{} cannot be closed: {}", path, broken.toString());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    try {
      connection.close();
    } catch (IOException broken) {
      logger.debug("{} cannot be closed: {}", path, broken.toString());
    }
  }
}
