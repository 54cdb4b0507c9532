package io.beltline.exporter.loki;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.config.HttpClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code loki} exporter.
 *
 * @param client the keys of every HTTP client; its endpoint is the whole URL
 * @param defaultLabelsEnabled which labels every stream has
 * @param labels the older way to choose labels, without hints; null if it is not written
 * @param tenantId the older way to name the tenant
 * @param tenant the older way to find the tenant; null if it is not written
 * @param format what lines are made of where no hint says so; null for what the other keys imply
 * @param mapping what becomes of attributes without hints
 * @param limits what Loki takes
 * @param queue the queue, as it is written
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.130.0/exporter/lokiexporter">the
 *     keys and defaults</a>
 */
public record LokiExporterConfig(
    @Squash @Defaults({"timeout=30s", "write_buffer_size=524288"}) HttpClientConfig client,
    @Section @Doc("The labels that every stream has.") DefaultLabelsConfig defaultLabelsEnabled,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("The older way to choose labels: with it there are no default labels and no hints.")
        @Nullable LabelsConfig labels,
    @Default("") @Doc("The older way to name the tenant; as headers: {X-Scope-OrgID: ...}.")
        String tenantId,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("The older way to find the tenant; not together with tenant_id.")
        @Nullable TenantConfig tenant,
    @Doc(
            "What lines are made of where no loki.format hint says so: json, logfmt, raw or body."
                + " Not set: json, but body with labels.")
        @Nullable LineFormat format,
    @Section @Doc("What becomes of attributes, without hints.") MappingConfig mapping,
    @Section @Doc("What Loki takes, seen to before anything is sent.") LimitsConfig limits,
    @Key("sending_queue") @Section @Doc("The queue in front of the destination.") QueueConfig queue,
    @Section @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc(
            "What is done with an answer of the destination instead of what the table of answers"
                + " says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what the destination refuses for good is kept.")
        DeadLetterConfig deadLetters,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** What is done with each answer, unless the user wrote something else. */
  public static final AnswerTable ANSWERS = AnswerTable.http();

  @Override
  public Duration timeout() {
    return client.timeout();
  }

  /** One batch is sent at a time, so that no line of a stream overtakes another. */
  @Override
  public QueueConfig sendingQueue() {
    return queue.withConsumers(1);
  }

  @Override
  public boolean sendsHeader(String name) {
    return tenant != null
        && tenant.source() == TenantConfig.Source.CONTEXT
        && name.equalsIgnoreCase(tenant.value());
  }

  /** How many requests of one batch are sent at once. */
  int parallelism() {
    return Math.max(1, queue.numConsumers());
  }

  /** What lines are made of where no hint says so. */
  LineFormat usualFormat() {
    return format != null ? format : labels == null ? LineFormat.JSON : LineFormat.BODY;
  }

  /** The client without headers that are the exporter's matter. */
  HttpClientConfig ownClient() {
    return Tenants.withoutProtocol(client);
  }

  /** What users should know of their configuration. */
  List<String> notices() {
    return ConfigRules.notices(this);
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    ConfigRules.check(this, problems);
  }
}
