package io.beltline.exporter.prometheus;

import static io.beltline.components.prometheus.WriteSchema.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import io.beltline.components.prometheus.WriteSchema;
import io.beltline.model.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Pages of messages as protobuf's own library reads them. */
final class Families {
  private static final Descriptor FAMILY =
      WriteSchema.file(
              message(
                  "MetricFamily", "name=1 string, help=2 string, type=3 int32, metric=4 Metric*"),
              message(
                  "Metric",
                  "label=1 LabelPair*, gauge=2 Number, counter=3 Number, summary=4 Summary,"
                      + " untyped=5 Number, timestamp_ms=6 int64, histogram=7 Histogram"),
              message("LabelPair", "name=1 string, value=2 string"),
              message("Number", "value=1 double, exemplar=2 Exemplar, created=3 Timestamp"),
              message(
                  "Summary",
                  "count=1 uint64, sum=2 double, quantile=3 Quantile*, created=4 Timestamp"),
              message("Quantile", "quantile=1 double, value=2 double"),
              histogram(),
              message("Bucket", "count=1 uint64, bound=2 double, exemplar=3 Exemplar"),
              message("BucketSpan", "offset=1 sint32, length=2 uint32"),
              message("Exemplar", "label=1 LabelPair*, value=2 double, timestamp=3 Timestamp"),
              message("Timestamp", "seconds=1 int64, nanos=2 int32"))
          .findMessageTypeByName("MetricFamily");

  private Families() {}

  private static DescriptorProto histogram() {
    return message(
        "Histogram",
        """
        count=1 uint64, sum=2 double, bucket=3 Bucket*, schema=5 sint32, zero_threshold=6 double,
        zero_count=7 uint64, negative_span=9 BucketSpan*, negative_delta=10 sint64*,
        positive_span=12 BucketSpan*, positive_delta=13 sint64*, created=15 Timestamp,
        exemplars=16 Exemplar*\
        """);
  }

  /** The messages of a page; fails if one has a field the schema does not know. */
  static List<DynamicMessage> of(Slice page) {
    List<DynamicMessage> all = new ArrayList<>();
    try (InputStream in =
        ByteString.copyFrom(page.array(), page.offset(), page.length()).newInput()) {
      DynamicMessage.Builder next = DynamicMessage.newBuilder(FAMILY);
      while (next.mergeDelimitedFrom(in)) {
        Slice again = new Slice(next.build().toByteArray(), 0, next.build().getSerializedSize());
        all.add(WriteSchema.read(FAMILY, again));
        next = DynamicMessage.newBuilder(FAMILY);
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError("no families", broken);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return all;
  }

  /** The messages of a page as text, each in one line. */
  static List<String> text(Slice page) {
    return of(page).stream()
        .map(TextFormat.printer().emittingSingleLine(true)::printToString)
        .toList();
  }

  /** How many lines of text say the same. */
  static int lines(Slice page) {
    int lines = 0;
    for (DynamicMessage family : of(page)) {
      for (DynamicMessage metric : WriteSchema.<DynamicMessage>all(family, "metric")) {
        DynamicMessage histogram = WriteSchema.one(metric, "histogram");
        List<DynamicMessage> buckets = WriteSchema.all(histogram, "bucket");
        lines += buckets.isEmpty() ? 1 : 2 + buckets.size();
      }
    }
    return lines;
  }
}
