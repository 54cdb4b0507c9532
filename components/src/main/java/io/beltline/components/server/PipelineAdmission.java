package io.beltline.components.server;

import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Settings;
import io.beltline.transport.Admission;
import io.beltline.transport.ServerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Asks the memory limits of a receiver's pipelines before a server reads a body. Safe for all
 * threads.
 */
public final class PipelineAdmission implements Admission {
  private final io.beltline.api.Admission pipelines;

  private PipelineAdmission(io.beltline.api.Admission pipelines) {
    this.pipelines = pipelines;
  }

  /** The settings of a receiver's server, bounded by the receiver's pipelines. */
  public static ServerSettings settings(Settings settings, Host host, Outputs outputs) {
    return new ServerSettings(host, settings.logger(), settings.meter(), of(outputs.admission()));
  }

  static Admission of(io.beltline.api.Admission pipelines) {
    return new PipelineAdmission(pipelines);
  }

  @Override
  public @Nullable Reservation reserve(long bytes) {
    return pipelines.tryAcquire(bytes) ? new Held(pipelines, bytes) : null;
  }

  /** The bytes of one request. */
  private static final class Held implements Reservation {
    private final io.beltline.api.Admission pipelines;
    private long bytes;

    Held(io.beltline.api.Admission pipelines, long bytes) {
      this.pipelines = pipelines;
      this.bytes = bytes;
    }

    @Override
    public boolean grow(long more) {
      boolean taken = pipelines.tryAcquire(more);
      if (taken) {
        bytes += more;
      }
      return taken;
    }

    @Override
    public void close() {
      pipelines.release(bytes);
      bytes = 0;
    }
  }
}
