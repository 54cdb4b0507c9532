package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code prometheus_simple} receiver.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/simpleprometheusreceiver">the
 *     keys and defaults</a>
 */
public record PrometheusSimpleConfig(
    @Squash @Defaults({"endpoint=localhost:9090", "tls.insecure=true"}) HttpClientConfig client,
    @Default("") @Doc("The label job; by default prometheus_simple/ and the endpoint.")
        String jobName,
    @Default("10s") @Doc("From one scrape to the next, and how long one may take.")
        Duration collectionInterval,
    @Default("/metrics") @Doc("The path of the URL.") String metricsPath,
    @Default("{}") @Doc("Parameters of the URL.") Map<String, List<String>> params,
    @Default("false") @Doc("Whether the token of the pod's service account is sent.")
        boolean useServiceAccount,
    @Default("{}") @Doc("Labels of the target.") Map<String, String> labels,
    @Default("false") @Doc("Older: a section tls whose insecure is false.") boolean tlsEnabled,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Older: the section tls.")
        @Nullable ScrapeTlsConfig tlsConfig)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (client.endpoint().isEmpty() || client.endpoint().contains("/")) {
      problems.add("endpoint", "\"" + client.endpoint() + "\" is no address (expected: host:port)");
    }
    if (collectionInterval.toMillis() <= 0) {
      problems.add("collection_interval", "must be positive (expected: a duration such as 10s)");
    }
  }
}
