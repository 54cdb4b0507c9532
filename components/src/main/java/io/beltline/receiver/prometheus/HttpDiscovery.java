package io.beltline.receiver.prometheus;

import io.beltline.api.Deadline;
import io.beltline.api.Reservation;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.AnswerRoom;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Targets that a server tells. */
final class HttpDiscovery implements Discovery {
  private static final long LARGEST = 64 << 20;

  private final HttpDiscoveryConfig config;
  private final Path folder;
  private final ClientSettings settings;
  private final HttpClient client;

  /**
   * A discovery that has not asked yet.
   *
   * @param folder where relative paths begin
   */
  HttpDiscovery(HttpDiscoveryConfig config, Path folder, ClientSettings settings) {
    this.config = config;
    this.folder = folder;
    this.settings = settings;
    this.client = HttpClient.create(config.http().client(folder), settings);
  }

  @Override
  public List<TargetGroup> find(Consumer<String> problem) throws DiscoveryException {
    Duration limit = config.refreshInterval().value();
    HttpCall call =
        Credentials.add(HttpCall.get(URI.create(config.url())), config.http(), folder)
            .with("accept", "application/json")
            .with("x-prometheus-refresh-interval-seconds", String.valueOf(limit.toSeconds()))
            .with(Deadline.in(settings.host().clock(), limit))
            .with(new AnswerRoom(LARGEST, Reservation.unlimited()));
    return switch (client.send(call)) {
      case HttpReply.Failure failure -> throw new DiscoveryException(failure.message());
      case HttpReply.Response response -> groups(response);
    };
  }

  private List<TargetGroup> groups(HttpReply.Response response) throws DiscoveryException {
    if (response.status() != 200) {
      throw new DiscoveryException(config.url() + ": answers " + response.status());
    }
    String type = response.header("content-type").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      throw new DiscoveryException(
          config.url() + ": answers with \"" + type + "\" (expected: application/json)");
    }
    return TargetFile.read(response.body().toUtf8(), config.url(), "__meta_url");
  }

  @Override
  public long again() {
    return config.refreshInterval().value().toNanos();
  }

  @Override
  public String name() {
    return "http_sd_configs " + config.url();
  }

  @Override
  public void close() {
    client.close(Deadline.in(settings.host().clock(), Duration.ZERO));
  }
}
