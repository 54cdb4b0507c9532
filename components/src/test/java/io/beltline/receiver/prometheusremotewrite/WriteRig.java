package io.beltline.receiver.prometheusremotewrite;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.beltline.api.ConsumeResult;
import io.beltline.components.otlp.PushRig;
import io.beltline.components.prometheus.WriteSchema;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A receiver, and requests to it as protobuf's own library writes them. */
final class WriteRig implements AutoCloseable {
  static final String V1 = "application/x-protobuf";
  static final String V2 = V1 + ";proto=io.prometheus.write.v2.Request";

  private final PushRig rig =
      PushRig.start(new PrometheusRemoteWriteReceiverFactory(), "", Signal.METRICS);

  private static Slice message(Descriptor type, String text) throws Exception {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    TextFormat.getParser().merge(text, message);
    return Slice.of(message.build().toByteArray());
  }

  HttpResponse<String> second(String text) throws Exception {
    return post(V2, "snappy", message(WriteSchema.second("Request"), text));
  }

  HttpResponse<String> first(String text) throws Exception {
    return post(V1, "snappy", message(WriteSchema.first("WriteRequest"), text));
  }

  HttpResponse<String> post(String type, String encoding, Slice body) throws Exception {
    Slice sent =
        encoding.equals("snappy") ? Codecs.compress(Compression.SNAPPY, 0, List.of(body)) : body;
    List<String> headers = new ArrayList<>();
    if (!type.isEmpty()) {
      headers.addAll(List.of("Content-Type", type));
    }
    if (!encoding.isEmpty()) {
      headers.addAll(List.of("Content-Encoding", encoding));
    }
    return rig.send("POST", "/api/v1/write", sent.toByteArray(), headers.toArray(String[]::new));
  }

  /** How many samples, histograms and exemplars it says were written; a dash where it says none. */
  static String written(HttpResponse<String> response) {
    return response.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written").orElse("-")
        + "/"
        + response.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written").orElse("-")
        + "/"
        + response.headers().firstValue("X-Prometheus-Remote-Write-Exemplars-Written").orElse("-");
  }

  /** What was handed on, as JSON. */
  List<String> got() {
    return rig.received();
  }

  /** Lets the pipeline answer so from now on. */
  void answers(ConsumeResult answer) {
    rig.next.answering(answer);
  }

  long count(String counter) {
    return rig.settings.meter().count(counter);
  }

  @Override
  public void close() {
    rig.close();
  }
}
