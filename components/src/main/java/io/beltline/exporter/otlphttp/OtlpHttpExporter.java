package io.beltline.exporter.otlphttp;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.BackendWarnings;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.exporter.otlphttp.OtlpHttpExporterConfig.Encoding;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts requests as the bytes they are, or as JSON. */
final class OtlpHttpExporter implements Exporter {
  private final Settings settings;
  private final OtlpHttpExporterConfig config;
  private final Map<Signal, URI> urls = new EnumMap<>(Signal.class);
  private final List<Header> headers;
  private final OtlpHttpResponses responses;
  private @Nullable HttpClient client;
  private @Nullable Host host;
  private @Nullable BackendWarnings warnings;

  OtlpHttpExporter(Settings settings, OtlpHttpExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.responses = new OtlpHttpResponses(OtlpHttpExporterConfig.ANSWERS.with(config.answers()));
    for (Signal signal : Signal.values()) {
      URI url = config.url(signal);
      if (url != null) {
        urls.put(signal, url);
      }
    }
    boolean json = config.encoding() == Encoding.JSON;
    headers = List.of(new Header("content-type", json ? OtlpRoutes.JSON : OtlpRoutes.PROTOBUF));
  }

  @Override
  public void start(Host host) {
    Signal written = config.pathInBase();
    if (written != null) {
      settings
          .logger()
          .warn(
              "endpoint ends with {}, and the path of each signal is added to it: write the base"
                  + " alone, or the whole URL as {}_endpoint",
              OtlpRoutes.httpPath(written),
              written.label());
    }
    this.host = host;
    warnings = new BackendWarnings(settings.logger(), host.clock());
    client = HttpClient.create(config.client(), ClientSettings.of(settings, host));
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Telemetry telemetry = request.telemetry();
    Signal signal = telemetry.signal();
    URI url = urls.get(signal);
    if (url == null) {
      return ExportResult.refused(
          Action.HOLD,
          Status.of(Code.FAILED_PRECONDITION),
          "either endpoint or " + signal.label() + "_endpoint must be specified");
    }
    List<Slice> body;
    try {
      body = body(telemetry);
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER,
          Status.INVALID_ARGUMENT,
          "cannot be written as JSON: " + malformed.getMessage());
    }
    boolean encoded = config.encoding() == Encoding.JSON; // protobuf is the records themselves
    Refusal leak = encoded ? request.outgoing().look(body) : null;
    if (leak != null) {
      return new ExportResult.Refused(leak);
    }
    HttpReply reply =
        requireNonNull(client, "not started")
            .send(new HttpCall("POST", url, headers, body, request.context(), request.deadline()));
    long now = requireNonNull(host).clock().unixNanos();
    ExportResult result = responses.of(signal, reply, now);
    if (result instanceof ExportResult.Delivered(long rejected, String message)
        && rejected == 0
        && !message.isEmpty()) {
      requireNonNull(warnings).say(message);
    }
    return result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }

  private List<Slice> body(Telemetry telemetry) {
    return switch (config.encoding()) {
      case PROTO -> telemetry.payload().chunks();
      case JSON -> List.of(Slice.of(OtlpJson.write(telemetry)));
    };
  }
}
