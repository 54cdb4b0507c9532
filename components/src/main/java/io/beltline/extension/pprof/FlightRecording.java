package io.beltline.extension.pprof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * A recording of the JVM by its Flight Recorder, of at most 256 MiB: of a longer one the end is
 * kept.
 */
final class FlightRecording {
  private static final long LARGEST = 256 << 20;

  private final Recording recording;
  private final Path file;

  private FlightRecording(Recording recording, Path file) {
    this.recording = recording;
    this.file = file;
  }

  /** Begins to record for a file, which is made at once so that a wrong path is noticed. */
  static FlightRecording start(PprofConfig config, Path file) throws IOException {
    Files.write(file, new byte[0]);
    Recording recording;
    try {
      recording = new Recording(Configuration.getConfiguration("profile"));
    } catch (ParseException unreadable) {
      throw new IOException("the JVM's own profile settings cannot be read", unreadable);
    }
    recording.setName("collector");
    recording.setToDisk(true);
    recording.setMaxSize(LARGEST);
    if (config.blockProfileFraction() > 0) {
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO);
    }
    if (config.mutexProfileFraction() > 0) {
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ZERO);
    }
    recording.start();
    return new FlightRecording(recording, file);
  }

  /** Ends and writes the file. */
  void save() throws IOException {
    try {
      recording.stop();
      recording.dump(file);
    } finally {
      recording.close();
    }
  }
}
