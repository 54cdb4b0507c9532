package io.beltline.extension.pprof;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Serves dumps and recordings of the JVM, and keeps one of the whole run where configured. */
final class PprofExtension implements Extension {
  private final Settings settings;
  private final PprofConfig config;
  private @Nullable HttpServer server;
  private @Nullable FlightRecording recording;

  PprofExtension(Settings settings, PprofConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    if (!config.saveToFile().isEmpty()) {
      try {
        recording = FlightRecording.start(config, Path.of(config.saveToFile()));
      } catch (IOException failed) {
        throw new ComponentException(
            "save_to_file: cannot write \"" + config.saveToFile() + "\": " + failed, failed);
      }
    }
    Profiles profiles = new Profiles(config, host.clock(), settings.logger());
    server =
        HttpServer.start(config.listener(), ServerSettings.of(settings, host), profiles.router());
    settings.logger().info("serving profiles on {}/debug/pprof/", server.endpoint());
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.close(deadline);
    }
    if (recording != null) {
      try {
        recording.save();
      } catch (IOException failed) {
        settings
            .logger()
            .warn("save_to_file: cannot write {}: {}", config.saveToFile(), failed.toString());
      }
    }
  }
}
