package io.beltline.exporter.zipkin;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts spans to Zipkin. */
final class ZipkinExporter implements Exporter {
  private final Settings settings;
  private final ZipkinExporterConfig config;
  private final URI url;
  private final ZipkinResponses responses;
  private @Nullable HttpClient client;
  private @Nullable Host host;

  ZipkinExporter(Settings settings, ZipkinExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.responses = new ZipkinResponses(ZipkinExporterConfig.ANSWERS.with(config.answers()));
    this.url = URI.create(config.client().endpoint());
  }

  @Override
  public void start(Host host) {
    this.host = host;
    client = HttpClient.create(config.client(), ClientSettings.of(settings, host));
  }

  @Override
  public ExportResult export(ExportRequest request) {
    SpanEncoder encoder =
        switch (config.format()) {
          case JSON -> new JsonEncoder();
          case PROTO -> new ProtoEncoder();
        };
    SpanWalk walk = new SpanWalk(config.defaultServiceName(), encoder);
    Slice body;
    try {
      body = encode(request.telemetry(), walk, encoder);
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "cannot be read: " + malformed.getMessage());
    }
    if (walk.written() == 0) {
      return ExportResult.refused(Action.DEAD_LETTER, Status.INVALID_ARGUMENT, walk.complaint());
    }
    // numbers and ids of protobuf are no text, and its texts are those of the records
    boolean text = config.format() == ZipkinExporterConfig.Format.JSON;
    Refusal leak = text ? request.outgoing().look(List.of(body)) : null;
    if (leak != null) {
      return new ExportResult.Refused(leak);
    }
    List<Header> headers = List.of(new Header("content-type", encoder.contentType()));
    HttpReply reply =
        requireNonNull(client, "not started")
            .send(
                new HttpCall(
                    "POST", url, headers, List.of(body), request.context(), request.deadline()));
    ExportResult result = responses.of(reply, requireNonNull(host).clock().unixNanos());
    return result instanceof ExportResult.Delivered && walk.refused() > 0
        ? new ExportResult.Delivered(walk.refused(), walk.complaint())
        : result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }

  private static Slice encode(Telemetry telemetry, SpanWalk walk, SpanEncoder encoder) {
    for (Slice chunk : telemetry.payload().chunks()) {
      walk.request(chunk);
    }
    return encoder.finish();
  }
}
