package io.beltline.receiver.jaeger;

import io.beltline.components.intake.ListenAddress;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * The {@code remote_sampling} section.
 *
 * @param hostEndpoint where clients ask over HTTP
 * @param strategyFile the file with the strategies
 * @param strategyFileReloadInterval how often the file was looked at; it is looked at when asked
 *     for
 */
public record RemoteSamplingConfig(
    @Default("localhost:5778") @Doc("Where clients ask over HTTP: host:port or :port.")
        String hostEndpoint,
    @Default("") @Doc("The file with the strategies, in Jaeger's JSON.") String strategyFile,
    @Default("0s")
        @Doc("Accepted, without effect: a file that has changed is read again when somebody asks.")
        Duration strategyFileReloadInterval)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    ListenAddress.check(hostEndpoint, "host_endpoint", problems);
    if (strategyFile.isEmpty()) {
      problems.add(
          "strategy_file", "must be specified (expected: a file with strategies in Jaeger's JSON)");
    }
    if (strategyFileReloadInterval.isNegative()) {
      problems.add(
          "strategy_file_reload_interval",
          "must not be negative (expected: a duration such as 1m)");
    }
  }
}
