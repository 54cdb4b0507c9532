/** Receivers, processors, exporters, connectors and extensions, a package each. */
@org.jspecify.annotations.NullMarked
module io.beltline.components {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires io.beltline.delivery;
  requires io.beltline.ottl;
  requires io.beltline.transport;
  requires bcrypt;
  requires java.management;
  requires java.naming;
  requires jdk.jfr;
  requires jdk.management;
  requires jdk.net;
  requires msgpack.core;
  requires org.apache.commons.codec;
  requires org.slf4j;
  requires re2j;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.http.urlconnection;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.services.sts;
  requires software.amazon.awssdk.utils;
  requires tools.jackson.core;

  exports io.beltline.connector.count;
  exports io.beltline.connector.exceptions;
  exports io.beltline.connector.failover;
  exports io.beltline.connector.forward;
  exports io.beltline.connector.roundrobin;
  exports io.beltline.connector.routing;
  exports io.beltline.connector.servicegraph;
  exports io.beltline.connector.spanmetrics;
  exports io.beltline.connector.sum;
  exports io.beltline.exporter.debug;
  exports io.beltline.exporter.elasticsearch;
  exports io.beltline.exporter.file;
  exports io.beltline.exporter.jaegerstorage;
  exports io.beltline.exporter.loadbalancing;
  exports io.beltline.exporter.loki;
  exports io.beltline.exporter.nop;
  exports io.beltline.exporter.opensearch;
  exports io.beltline.exporter.otlpgrpc;
  exports io.beltline.exporter.otlphttp;
  exports io.beltline.exporter.prometheus;
  exports io.beltline.exporter.prometheusremotewrite;
  exports io.beltline.exporter.zipkin;
  exports io.beltline.extension.basicauth;
  exports io.beltline.extension.bearertokenauth;
  exports io.beltline.extension.filestorage;
  exports io.beltline.extension.headerssetter;
  exports io.beltline.extension.healthcheck;
  exports io.beltline.extension.jaegerstorage;
  exports io.beltline.extension.memoryballast;
  exports io.beltline.extension.oauth2client;
  exports io.beltline.extension.pprof;
  exports io.beltline.extension.sigv4auth;
  exports io.beltline.extension.zpages;
  exports io.beltline.processor.attributes;
  exports io.beltline.processor.batch;
  exports io.beltline.processor.cardinalityguard;
  exports io.beltline.processor.cumulativetodelta;
  exports io.beltline.processor.deltatocumulative;
  exports io.beltline.processor.filter;
  exports io.beltline.processor.groupbyattrs;
  exports io.beltline.processor.groupbytrace;
  exports io.beltline.processor.interval;
  exports io.beltline.processor.logdedup;
  exports io.beltline.processor.memorylimiter;
  exports io.beltline.processor.metricsgeneration;
  exports io.beltline.processor.metricstarttime;
  exports io.beltline.processor.metricstransform;
  exports io.beltline.processor.probabilisticsampler;
  exports io.beltline.processor.redaction;
  exports io.beltline.processor.remotetap;
  exports io.beltline.processor.resource;
  exports io.beltline.processor.resourcedetection;
  exports io.beltline.processor.span;
  exports io.beltline.processor.tailsampling;
  exports io.beltline.processor.transform;
  exports io.beltline.processor.unroll;
  exports io.beltline.receiver.carbon;
  exports io.beltline.receiver.dockerstats;
  exports io.beltline.receiver.elasticsearchbulk;
  exports io.beltline.receiver.filelog;
  exports io.beltline.receiver.filestats;
  exports io.beltline.receiver.fluentforward;
  exports io.beltline.receiver.hostmetrics;
  exports io.beltline.receiver.httpcheck;
  exports io.beltline.receiver.influxdb;
  exports io.beltline.receiver.jaeger;
  exports io.beltline.receiver.journald;
  exports io.beltline.receiver.loki;
  exports io.beltline.receiver.namedpipe;
  exports io.beltline.receiver.nop;
  exports io.beltline.receiver.opencensus;
  exports io.beltline.receiver.otlp;
  exports io.beltline.receiver.otlpjsonfile;
  exports io.beltline.receiver.prometheus;
  exports io.beltline.receiver.prometheusremotewrite;
  exports io.beltline.receiver.skywalking;
  exports io.beltline.receiver.splunkhec;
  exports io.beltline.receiver.statsd;
  exports io.beltline.receiver.syslog;
  exports io.beltline.receiver.tcpcheck;
  exports io.beltline.receiver.tcplog;
  exports io.beltline.receiver.udplog;
  exports io.beltline.receiver.webhookevent;
  exports io.beltline.receiver.zipkin;

  opens io.beltline.components.attributes to
      io.beltline.config;
  opens io.beltline.components.egress to
      io.beltline.config;
  opens io.beltline.components.intake to
      io.beltline.config;
  opens io.beltline.components.jaegerstorage to
      io.beltline.config;
  opens io.beltline.components.lines to
      io.beltline.config;
  opens io.beltline.components.match to
      io.beltline.config;
  opens io.beltline.components.operators to
      io.beltline.config;
  opens io.beltline.components.prometheus to
      io.beltline.config;
  opens io.beltline.components.relabel to
      io.beltline.config;
  opens io.beltline.components.scrape to
      io.beltline.config;
  opens io.beltline.components.syslog to
      io.beltline.config;
  opens io.beltline.components.tailing to
      io.beltline.config;
  opens io.beltline.components.tally to
      io.beltline.config;
  opens io.beltline.components.tracked to
      io.beltline.config;
  opens io.beltline.connector.count to
      io.beltline.config;
  opens io.beltline.connector.exceptions to
      io.beltline.config;
  opens io.beltline.connector.failover to
      io.beltline.config;
  opens io.beltline.connector.roundrobin to
      io.beltline.config;
  opens io.beltline.connector.routing to
      io.beltline.config;
  opens io.beltline.connector.servicegraph to
      io.beltline.config;
  opens io.beltline.connector.spanmetrics to
      io.beltline.config;
  opens io.beltline.connector.sum to
      io.beltline.config;
  opens io.beltline.exporter.debug to
      io.beltline.config;
  opens io.beltline.exporter.elasticsearch to
      io.beltline.config;
  opens io.beltline.exporter.file to
      io.beltline.config;
  opens io.beltline.exporter.jaegerstorage to
      io.beltline.config;
  opens io.beltline.exporter.loadbalancing to
      io.beltline.config;
  opens io.beltline.exporter.loki to
      io.beltline.config;
  opens io.beltline.exporter.opensearch to
      io.beltline.config;
  opens io.beltline.exporter.otlpgrpc to
      io.beltline.config;
  opens io.beltline.exporter.otlphttp to
      io.beltline.config;
  opens io.beltline.exporter.prometheus to
      io.beltline.config;
  opens io.beltline.exporter.prometheusremotewrite to
      io.beltline.config;
  opens io.beltline.exporter.zipkin to
      io.beltline.config;
  opens io.beltline.extension.basicauth to
      io.beltline.config;
  opens io.beltline.extension.bearertokenauth to
      io.beltline.config;
  opens io.beltline.extension.filestorage to
      io.beltline.config;
  opens io.beltline.extension.headerssetter to
      io.beltline.config;
  opens io.beltline.extension.healthcheck to
      io.beltline.config;
  opens io.beltline.extension.jaegerstorage to
      io.beltline.config;
  opens io.beltline.extension.memoryballast to
      io.beltline.config;
  opens io.beltline.extension.oauth2client to
      io.beltline.config;
  opens io.beltline.extension.pprof to
      io.beltline.config;
  opens io.beltline.extension.sigv4auth to
      io.beltline.config;
  opens io.beltline.extension.zpages to
      io.beltline.config;
  opens io.beltline.processor.attributes to
      io.beltline.config;
  opens io.beltline.processor.batch to
      io.beltline.config;
  opens io.beltline.processor.cardinalityguard to
      io.beltline.config;
  opens io.beltline.processor.cumulativetodelta to
      io.beltline.config;
  opens io.beltline.processor.deltatocumulative to
      io.beltline.config;
  opens io.beltline.processor.filter to
      io.beltline.config;
  opens io.beltline.processor.groupbyattrs to
      io.beltline.config;
  opens io.beltline.processor.groupbytrace to
      io.beltline.config;
  opens io.beltline.processor.interval to
      io.beltline.config;
  opens io.beltline.processor.logdedup to
      io.beltline.config;
  opens io.beltline.processor.memorylimiter to
      io.beltline.config;
  opens io.beltline.processor.metricsgeneration to
      io.beltline.config;
  opens io.beltline.processor.metricstarttime to
      io.beltline.config;
  opens io.beltline.processor.metricstransform to
      io.beltline.config;
  opens io.beltline.processor.probabilisticsampler to
      io.beltline.config;
  opens io.beltline.processor.redaction to
      io.beltline.config;
  opens io.beltline.processor.remotetap to
      io.beltline.config;
  opens io.beltline.processor.resource to
      io.beltline.config;
  opens io.beltline.processor.resourcedetection to
      io.beltline.config;
  opens io.beltline.processor.span to
      io.beltline.config;
  opens io.beltline.processor.tailsampling to
      io.beltline.config;
  opens io.beltline.processor.transform to
      io.beltline.config;
  opens io.beltline.processor.unroll to
      io.beltline.config;
  opens io.beltline.receiver.carbon to
      io.beltline.config;
  opens io.beltline.receiver.dockerstats to
      io.beltline.config;
  opens io.beltline.receiver.elasticsearchbulk to
      io.beltline.config;
  opens io.beltline.receiver.filelog to
      io.beltline.config;
  opens io.beltline.receiver.filestats to
      io.beltline.config;
  opens io.beltline.receiver.fluentforward to
      io.beltline.config;
  opens io.beltline.receiver.hostmetrics to
      io.beltline.config;
  opens io.beltline.receiver.httpcheck to
      io.beltline.config;
  opens io.beltline.receiver.influxdb to
      io.beltline.config;
  opens io.beltline.receiver.jaeger to
      io.beltline.config;
  opens io.beltline.receiver.journald to
      io.beltline.config;
  opens io.beltline.receiver.loki to
      io.beltline.config;
  opens io.beltline.receiver.opencensus to
      io.beltline.config;
  opens io.beltline.receiver.nop to
      io.beltline.config;
  opens io.beltline.receiver.otlp to
      io.beltline.config;
  opens io.beltline.receiver.namedpipe to
      io.beltline.config;
  opens io.beltline.receiver.otlpjsonfile to
      io.beltline.config;
  opens io.beltline.receiver.prometheus to
      io.beltline.config;
  opens io.beltline.receiver.prometheusremotewrite to
      io.beltline.config;
  opens io.beltline.receiver.skywalking to
      io.beltline.config;
  opens io.beltline.receiver.splunkhec to
      io.beltline.config;
  opens io.beltline.receiver.statsd to
      io.beltline.config;
  opens io.beltline.receiver.syslog to
      io.beltline.config;
  opens io.beltline.receiver.tcpcheck to
      io.beltline.config;
  opens io.beltline.receiver.tcplog to
      io.beltline.config;
  opens io.beltline.receiver.udplog to
      io.beltline.config;
  opens io.beltline.receiver.webhookevent to
      io.beltline.config;
  opens io.beltline.receiver.zipkin to
      io.beltline.config;
}
