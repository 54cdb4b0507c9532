package io.beltline.distribution;

import io.beltline.api.Factory;
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
import io.beltline.exporter.debug.DebugExporterFactory;
import io.beltline.exporter.debug.LoggingExporterFactory;
import io.beltline.exporter.file.FileExporterFactory;
import io.beltline.exporter.nop.NopExporterFactory;
import io.beltline.exporter.otlpgrpc.OtlpGrpcExporterFactory;
import io.beltline.exporter.otlphttp.OtlpHttpExporterFactory;
import io.beltline.exporter.prometheus.PrometheusExporterFactory;
import io.beltline.exporter.zipkin.ZipkinExporterFactory;
import io.beltline.extension.basicauth.BasicAuthFactory;
import io.beltline.extension.bearertokenauth.BearerTokenAuthFactory;
import io.beltline.extension.filestorage.FileStorageFactory;
import io.beltline.extension.headerssetter.HeadersSetterFactory;
import io.beltline.extension.healthcheck.HealthCheckFactory;
import io.beltline.extension.healthcheck.HealthCheckV2Factory;
import io.beltline.extension.memoryballast.MemoryBallastFactory;
import io.beltline.extension.pprof.PprofFactory;
import io.beltline.extension.zpages.ZPagesFactory;
import io.beltline.processor.attributes.AttributesProcessorFactory;
import io.beltline.processor.batch.BatchProcessorFactory;
import io.beltline.processor.filter.FilterProcessorFactory;
import io.beltline.processor.groupbyattrs.GroupByAttrsFactory;
import io.beltline.processor.groupbytrace.GroupByTraceFactory;
import io.beltline.processor.logdedup.LogDedupFactory;
import io.beltline.processor.memorylimiter.MemoryLimiterFactory;
import io.beltline.processor.metricsgeneration.MetricsGenerationFactory;
import io.beltline.processor.metricstransform.MetricsTransformFactory;
import io.beltline.processor.probabilisticsampler.ProbabilisticSamplerFactory;
import io.beltline.processor.redaction.RedactionProcessorFactory;
import io.beltline.processor.resource.ResourceProcessorFactory;
import io.beltline.processor.resourcedetection.ResourceDetectionFactory;
import io.beltline.processor.span.SpanProcessorFactory;
import io.beltline.processor.transform.TransformProcessorFactory;
import io.beltline.processor.unroll.UnrollProcessorFactory;
import io.beltline.receiver.otlp.OtlpReceiverFactory;
import java.util.List;

/** The components this distribution brings. */
public final class StandardComponents {
  private StandardComponents() {}

  /** A factory for each component type. */
  public static List<Factory<?>> factories() {
    return List.of(
        new OtlpReceiverFactory(),
        new AttributesProcessorFactory(),
        new BatchProcessorFactory(),
        new FilterProcessorFactory(),
        new GroupByAttrsFactory(),
        new GroupByTraceFactory(),
        new LogDedupFactory(),
        new MemoryLimiterFactory(),
        new MetricsGenerationFactory(),
        new MetricsTransformFactory(),
        new ProbabilisticSamplerFactory(),
        new RedactionProcessorFactory(),
        new ResourceProcessorFactory(),
        new ResourceDetectionFactory(),
        new ServiceGraphProcessorFactory(),
        new SpanMetricsProcessorFactory(),
        new SpanProcessorFactory(),
        new TransformProcessorFactory(),
        new UnrollProcessorFactory(),
        new DebugExporterFactory(),
        new LoggingExporterFactory(),
        new NopExporterFactory(),
        new PrometheusExporterFactory(),
        new ZipkinExporterFactory(),
        new FileExporterFactory(),
        new OtlpGrpcExporterFactory(),
        new OtlpHttpExporterFactory(),
        new CountConnectorFactory(),
        new ExceptionsConnectorFactory(),
        new FailoverConnectorFactory(),
        new ForwardConnectorFactory(),
        new RoundRobinConnectorFactory(),
        new RoutingConnectorFactory(),
        new ServiceGraphConnectorFactory(),
        new SpanMetricsConnectorFactory(),
        new SumConnectorFactory(),
        new BasicAuthFactory(),
        new BearerTokenAuthFactory(),
        new FileStorageFactory(),
        new HeadersSetterFactory(),
        new HealthCheckFactory(),
        new HealthCheckV2Factory(),
        new MemoryBallastFactory(),
        new PprofFactory(),
        new ZPagesFactory());
  }
}
