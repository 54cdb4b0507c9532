package io.beltline.components;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Factory;
import io.beltline.components.bulk.BulkTable;
import io.beltline.config.ReferenceTable;
import io.beltline.connector.count.CountConnectorFactory;
import io.beltline.connector.exceptions.ExceptionsConnectorFactory;
import io.beltline.connector.failover.FailoverConnectorFactory;
import io.beltline.connector.forward.ForwardConnectorFactory;
import io.beltline.connector.roundrobin.RoundRobinConnectorFactory;
import io.beltline.connector.routing.RoutingConnectorFactory;
import io.beltline.connector.servicegraph.ServiceGraphConnectorFactory;
import io.beltline.connector.servicegraph.ServiceGraphProcessorFactory;
import io.beltline.connector.spanmetrics.SpanMetricsConnectorFactory;
import io.beltline.connector.spanmetrics.SpanMetricsProcessorFactory;
import io.beltline.connector.sum.SumConnectorFactory;
import io.beltline.delivery.AnswerTable;
import io.beltline.exporter.debug.DebugExporterFactory;
import io.beltline.exporter.elasticsearch.ElasticsearchExporterConfig;
import io.beltline.exporter.elasticsearch.ElasticsearchExporterFactory;
import io.beltline.exporter.file.FileExporterFactory;
import io.beltline.exporter.jaegerstorage.JaegerStorageExporterFactory;
import io.beltline.exporter.loadbalancing.LoadBalancingExporterConfig;
import io.beltline.exporter.loadbalancing.LoadBalancingExporterFactory;
import io.beltline.exporter.loki.LokiExporterConfig;
import io.beltline.exporter.loki.LokiExporterFactory;
import io.beltline.exporter.nop.NopExporterFactory;
import io.beltline.exporter.opensearch.OpenSearchExporterConfig;
import io.beltline.exporter.opensearch.OpenSearchExporterFactory;
import io.beltline.exporter.otlpgrpc.OtlpGrpcExporterConfig;
import io.beltline.exporter.otlpgrpc.OtlpGrpcExporterFactory;
import io.beltline.exporter.otlphttp.OtlpHttpExporterConfig;
import io.beltline.exporter.otlphttp.OtlpHttpExporterFactory;
import io.beltline.exporter.prometheus.PrometheusExporterFactory;
import io.beltline.exporter.prometheusremotewrite.PrometheusRemoteWriteExporterConfig;
import io.beltline.exporter.prometheusremotewrite.PrometheusRemoteWriteExporterFactory;
import io.beltline.exporter.zipkin.ZipkinExporterConfig;
import io.beltline.exporter.zipkin.ZipkinExporterFactory;
import io.beltline.extension.basicauth.BasicAuthFactory;
import io.beltline.extension.bearertokenauth.BearerTokenAuthFactory;
import io.beltline.extension.filestorage.FileStorageFactory;
import io.beltline.extension.headerssetter.HeadersSetterFactory;
import io.beltline.extension.healthcheck.HealthCheckFactory;
import io.beltline.extension.jaegerstorage.JaegerStorageFactory;
import io.beltline.extension.memoryballast.MemoryBallastFactory;
import io.beltline.extension.oauth2client.OAuth2ClientFactory;
import io.beltline.extension.pprof.PprofFactory;
import io.beltline.extension.sigv4auth.SigV4AuthFactory;
import io.beltline.extension.zpages.ZPagesFactory;
import io.beltline.processor.attributes.AttributesProcessorFactory;
import io.beltline.processor.batch.BatchProcessorFactory;
import io.beltline.processor.cardinalityguard.CardinalityGuardFactory;
import io.beltline.processor.cumulativetodelta.CumulativeToDeltaFactory;
import io.beltline.processor.deltatocumulative.DeltaToCumulativeFactory;
import io.beltline.processor.filter.FilterProcessorFactory;
import io.beltline.processor.groupbyattrs.GroupByAttrsFactory;
import io.beltline.processor.groupbytrace.GroupByTraceFactory;
import io.beltline.processor.interval.IntervalFactory;
import io.beltline.processor.logdedup.LogDedupFactory;
import io.beltline.processor.memorylimiter.MemoryLimiterFactory;
import io.beltline.processor.metricsgeneration.MetricsGenerationFactory;
import io.beltline.processor.metricstarttime.MetricStartTimeFactory;
import io.beltline.processor.metricstransform.MetricsTransformFactory;
import io.beltline.processor.probabilisticsampler.ProbabilisticSamplerFactory;
import io.beltline.processor.redaction.RedactionProcessorFactory;
import io.beltline.processor.remotetap.RemoteTapFactory;
import io.beltline.processor.resource.ResourceProcessorFactory;
import io.beltline.processor.resourcedetection.ResourceDetectionFactory;
import io.beltline.processor.span.SpanProcessorFactory;
import io.beltline.processor.tailsampling.TailSamplingFactory;
import io.beltline.processor.transform.TransformProcessorFactory;
import io.beltline.processor.unroll.UnrollProcessorFactory;
import io.beltline.receiver.carbon.CarbonReceiverFactory;
import io.beltline.receiver.dockerstats.DockerStatsFactory;
import io.beltline.receiver.elasticsearchbulk.ElasticsearchBulkReceiverFactory;
import io.beltline.receiver.filelog.FileLogReceiverFactory;
import io.beltline.receiver.filestats.FileStatsFactory;
import io.beltline.receiver.fluentforward.FluentForwardReceiverFactory;
import io.beltline.receiver.hostmetrics.HostMetricsFactory;
import io.beltline.receiver.httpcheck.HttpCheckFactory;
import io.beltline.receiver.influxdb.InfluxdbReceiverFactory;
import io.beltline.receiver.jaeger.JaegerReceiverFactory;
import io.beltline.receiver.journald.JournaldReceiverFactory;
import io.beltline.receiver.loki.LokiReceiverFactory;
import io.beltline.receiver.namedpipe.NamedPipeReceiverFactory;
import io.beltline.receiver.nop.NopReceiverFactory;
import io.beltline.receiver.opencensus.OpencensusReceiverFactory;
import io.beltline.receiver.otlp.OtlpReceiverFactory;
import io.beltline.receiver.otlpjsonfile.OtlpJsonFileReceiverFactory;
import io.beltline.receiver.prometheus.PrometheusReceiverFactory;
import io.beltline.receiver.prometheus.PrometheusSimpleFactory;
import io.beltline.receiver.prometheusremotewrite.PrometheusRemoteWriteReceiverFactory;
import io.beltline.receiver.skywalking.SkywalkingReceiverFactory;
import io.beltline.receiver.splunkhec.SplunkHecReceiverFactory;
import io.beltline.receiver.statsd.StatsdReceiverFactory;
import io.beltline.receiver.syslog.SyslogReceiverFactory;
import io.beltline.receiver.tcpcheck.TcpCheckFactory;
import io.beltline.receiver.tcplog.TcpLogReceiverFactory;
import io.beltline.receiver.udplog.UdpLogReceiverFactory;
import io.beltline.receiver.webhookevent.WebhookEventReceiverFactory;
import io.beltline.receiver.zipkin.ZipkinReceiverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each README holds the table of keys that its configuration record gives. With the system property
 * {@code readme=write} the tables are written instead.
 */
class ReadmeTest {
  private static final Path DOCS = Path.of("docs");
  private static final boolean WRITE = "write".equals(System.getProperty("readme"));

  private static final Map<String, Factory<?>> FACTORIES =
      Map.ofEntries(
          entry("connector-count.md", new CountConnectorFactory()),
          entry("connector-exceptions.md", new ExceptionsConnectorFactory()),
          entry("connector-failover.md", new FailoverConnectorFactory()),
          entry("connector-forward.md", new ForwardConnectorFactory()),
          entry("connector-round-robin.md", new RoundRobinConnectorFactory()),
          entry("connector-routing.md", new RoutingConnectorFactory()),
          entry("connector-service-graph.md", new ServiceGraphConnectorFactory()),
          entry("connector-span-metrics.md", new SpanMetricsConnectorFactory()),
          entry("connector-sum.md", new SumConnectorFactory()),
          entry("exporter-debug.md", new DebugExporterFactory()),
          entry("exporter-elasticsearch.md", new ElasticsearchExporterFactory()),
          entry("exporter-file.md", new FileExporterFactory()),
          entry("exporter-jaeger-storage.md", new JaegerStorageExporterFactory()),
          entry("exporter-load-balancing.md", new LoadBalancingExporterFactory()),
          entry("exporter-loki.md", new LokiExporterFactory()),
          entry("exporter-nop.md", new NopExporterFactory()),
          entry("exporter-opensearch.md", new OpenSearchExporterFactory()),
          entry("exporter-otlp-grpc.md", new OtlpGrpcExporterFactory()),
          entry("exporter-otlp-http.md", new OtlpHttpExporterFactory()),
          entry("exporter-prometheus-remote-write.md", new PrometheusRemoteWriteExporterFactory()),
          entry("exporter-prometheus.md", new PrometheusExporterFactory()),
          entry("exporter-zipkin.md", new ZipkinExporterFactory()),
          entry("extension-basicauth.md", new BasicAuthFactory()),
          entry("extension-bearertokenauth.md", new BearerTokenAuthFactory()),
          entry("extension-file-storage.md", new FileStorageFactory()),
          entry("extension-headers-setter.md", new HeadersSetterFactory()),
          entry("extension-health-check.md", new HealthCheckFactory()),
          entry("extension-jaeger-storage.md", new JaegerStorageFactory()),
          entry("extension-memory-ballast.md", new MemoryBallastFactory()),
          entry("extension-oauth2client.md", new OAuth2ClientFactory()),
          entry("extension-pprof.md", new PprofFactory()),
          entry("extension-sigv4auth.md", new SigV4AuthFactory()),
          entry("extension-zpages.md", new ZPagesFactory()),
          entry("processor-attributes.md", new AttributesProcessorFactory()),
          entry("processor-batch.md", new BatchProcessorFactory()),
          entry("processor-cardinality_guard.md", new CardinalityGuardFactory()),
          entry("processor-cumulative_to_delta.md", new CumulativeToDeltaFactory()),
          entry("processor-delta_to_cumulative.md", new DeltaToCumulativeFactory()),
          entry("processor-filter.md", new FilterProcessorFactory()),
          entry("processor-group_by_attrs.md", new GroupByAttrsFactory()),
          entry("processor-group_by_trace.md", new GroupByTraceFactory()),
          entry("processor-interval.md", new IntervalFactory()),
          entry("processor-log_dedup.md", new LogDedupFactory()),
          entry("processor-memory_limiter.md", new MemoryLimiterFactory()),
          entry("processor-metric_start_time.md", new MetricStartTimeFactory()),
          entry("processor-metrics_generation.md", new MetricsGenerationFactory()),
          entry("processor-metrics_transform.md", new MetricsTransformFactory()),
          entry("processor-probabilistic_sampler.md", new ProbabilisticSamplerFactory()),
          entry("processor-redaction.md", new RedactionProcessorFactory()),
          entry("processor-remote_tap.md", new RemoteTapFactory()),
          entry("processor-resource.md", new ResourceProcessorFactory()),
          entry("processor-resource_detection.md", new ResourceDetectionFactory()),
          entry("processor-servicegraph.md", new ServiceGraphProcessorFactory()),
          entry("processor-span.md", new SpanProcessorFactory()),
          entry("processor-spanmetrics.md", new SpanMetricsProcessorFactory()),
          entry("processor-tail_sampling.md", new TailSamplingFactory()),
          entry("processor-transform.md", new TransformProcessorFactory()),
          entry("processor-unroll.md", new UnrollProcessorFactory()),
          entry("receiver-carbon.md", new CarbonReceiverFactory()),
          entry("receiver-docker_stats.md", new DockerStatsFactory()),
          entry("receiver-elasticsearch_bulk.md", new ElasticsearchBulkReceiverFactory()),
          entry("receiver-file_log.md", new FileLogReceiverFactory()),
          entry("receiver-file_stats.md", new FileStatsFactory()),
          entry("receiver-fluent_forward.md", new FluentForwardReceiverFactory()),
          entry("receiver-host_metrics.md", new HostMetricsFactory()),
          entry("receiver-http_check.md", new HttpCheckFactory()),
          entry("receiver-influxdb.md", new InfluxdbReceiverFactory()),
          entry("receiver-jaeger.md", new JaegerReceiverFactory()),
          entry("receiver-journald.md", new JournaldReceiverFactory()),
          entry("receiver-loki.md", new LokiReceiverFactory()),
          entry("receiver-named_pipe.md", new NamedPipeReceiverFactory()),
          entry("receiver-nop.md", new NopReceiverFactory()),
          entry("receiver-opencensus.md", new OpencensusReceiverFactory()),
          entry("receiver-otlp_json_file.md", new OtlpJsonFileReceiverFactory()),
          entry("receiver-otlp.md", new OtlpReceiverFactory()),
          entry("receiver-prometheus-remote-write.md", new PrometheusRemoteWriteReceiverFactory()),
          entry("receiver-prometheus.md", new PrometheusReceiverFactory()),
          entry("receiver-prometheus_simple.md", new PrometheusSimpleFactory()),
          entry("receiver-skywalking.md", new SkywalkingReceiverFactory()),
          entry("receiver-splunk_hec.md", new SplunkHecReceiverFactory()),
          entry("receiver-statsd.md", new StatsdReceiverFactory()),
          entry("receiver-syslog.md", new SyslogReceiverFactory()),
          entry("receiver-tcp_check.md", new TcpCheckFactory()),
          entry("receiver-tcp_log.md", new TcpLogReceiverFactory()),
          entry("receiver-udp_log.md", new UdpLogReceiverFactory()),
          entry("receiver-webhook_event.md", new WebhookEventReceiverFactory()),
          entry("receiver-zipkin.md", new ZipkinReceiverFactory()));

  private static final Map<String, AnswerTable> ANSWERS =
      Map.of(
          "exporter-elasticsearch.md", ElasticsearchExporterConfig.ANSWERS,
          "exporter-jaeger-storage.md", BulkTable.ANSWERS,
          "exporter-load-balancing.md", LoadBalancingExporterConfig.ANSWERS,
          "exporter-loki.md", LokiExporterConfig.ANSWERS,
          "exporter-opensearch.md", OpenSearchExporterConfig.ANSWERS,
          "exporter-otlp-grpc.md", OtlpGrpcExporterConfig.ANSWERS,
          "exporter-otlp-http.md", OtlpHttpExporterConfig.ANSWERS,
          "exporter-prometheus-remote-write.md", PrometheusRemoteWriteExporterConfig.ANSWERS,
          "exporter-zipkin.md", ZipkinExporterConfig.ANSWERS);

  static Stream<String> readmes() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("readmes")
  void theTableOfKeysIsCurrent(String name) throws IOException {
    Factory<?> factory = FACTORIES.get(name);
    assertThat(factory).as("the factory of " + name).isNotNull();
    Path file = DOCS.resolve(name);
    String readme = Files.readString(file);
    if (WRITE) {
      readme = ReferenceTable.embed(readme, factory.configType());
      Files.writeString(file, readme);
    }
    assertThat(ReferenceTable.isCurrent(readme, factory.configType()))
        .as(name + " is out of date (expected: run this test with -Dreadme=write)")
        .isTrue();
  }

  static Stream<String> readmesWithAnswers() {
    return ANSWERS.keySet().stream().sorted().toList().stream();
  }

  @ParameterizedTest
  @MethodSource("readmesWithAnswers")
  void theTableOfAnswersIsCurrent(String name) throws IOException {
    Path file = DOCS.resolve(name);
    String readme = Files.readString(file);
    String begin = "<!-- answers:begin -->\n";
    int from = readme.indexOf(begin) + begin.length();
    int to = readme.indexOf("<!-- answers:end -->");
    assertThat(to).as(name + " has a place for the table").isGreaterThanOrEqualTo(from);
    String table = requireNonNull(ANSWERS.get(name)).toMarkdown();
    if (WRITE) {
      readme = readme.substring(0, from) + table + readme.substring(to);
      Files.writeString(file, readme);
    }
    assertThat(readme)
        .as(name + " is out of date (expected: run this test with -Dreadme=write)")
        .contains(begin + table + "<!-- answers:end -->");
  }

  @Test
  void everyComponentHasAReadme() throws IOException {
    assertThat(readmes()).containsExactlyInAnyOrderElementsOf(FACTORIES.keySet());
  }
}
