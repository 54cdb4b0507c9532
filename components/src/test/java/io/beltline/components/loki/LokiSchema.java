package io.beltline.components.loki;

import static io.beltline.components.prometheus.WriteSchema.file;
import static io.beltline.components.prometheus.WriteSchema.message;
import static io.beltline.components.prometheus.WriteSchema.one;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.beltline.components.prometheus.WriteSchema;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;

/** Push requests as protobuf's own library reads and writes them. */
public final class LokiSchema {
  private static final FileDescriptor PUSH =
      file(
          message("PushRequest", "streams=1 StreamAdapter*, format=2 string"),
          message("StreamAdapter", "labels=1 string, entries=2 EntryAdapter*, hash=3 uint64"),
          message(
              "EntryAdapter",
              "timestamp=1 Timestamp, line=2 string, structuredMetadata=3 LabelPairAdapter*"),
          message("LabelPairAdapter", "name=1 string, value=2 string"),
          message("Timestamp", "seconds=1 int64, nanos=2 int32"));

  private LokiSchema() {}

  /** A message by its name. */
  public static Descriptor type(String name) {
    return PUSH.findMessageTypeByName(name);
  }

  /** The entries of a request, each on a line: labels, time, line, structured metadata. */
  public static List<String> lines(Slice body) {
    List<String> lines = new ArrayList<>();
    DynamicMessage request = WriteSchema.read(type("PushRequest"), body);
    for (DynamicMessage stream : WriteSchema.<DynamicMessage>all(request, "streams")) {
      for (DynamicMessage entry : WriteSchema.<DynamicMessage>all(stream, "entries")) {
        DynamicMessage time = one(entry, "timestamp");
        long seconds = WriteSchema.<Long>one(time, "seconds");
        int nanos = WriteSchema.<Integer>one(time, "nanos");
        StringBuilder line =
            new StringBuilder(WriteSchema.<String>one(stream, "labels"))
                .append(" @")
                .append(seconds)
                .append(nanos == 0 ? "" : ".%09d".formatted(nanos))
                .append(' ')
                .append(WriteSchema.<String>one(entry, "line"));
        for (DynamicMessage pair : WriteSchema.<DynamicMessage>all(entry, "structuredMetadata")) {
          String name = one(pair, "name");
          String value = one(pair, "value");
          line.append(" | ").append(name).append('=').append(value);
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** A request of one stream. */
  public static DynamicMessage request(String labels, DynamicMessage... entries) {
    DynamicMessage.Builder stream =
        builder("StreamAdapter").setField(field("StreamAdapter", "labels"), labels);
    for (DynamicMessage entry : entries) {
      stream.addRepeatedField(field("StreamAdapter", "entries"), entry);
    }
    return builder("PushRequest")
        .addRepeatedField(field("PushRequest", "streams"), stream.build())
        .build();
  }

  /** An entry; pairs are names and values in turn. */
  public static DynamicMessage entry(long seconds, String line, String... pairs) {
    DynamicMessage time =
        builder("Timestamp").setField(field("Timestamp", "seconds"), seconds).build();
    DynamicMessage.Builder entry =
        builder("EntryAdapter")
            .setField(field("EntryAdapter", "timestamp"), time)
            .setField(field("EntryAdapter", "line"), line);
    for (int i = 0; i < pairs.length; i += 2) {
      entry.addRepeatedField(
          field("EntryAdapter", "structuredMetadata"),
          builder("LabelPairAdapter")
              .setField(field("LabelPairAdapter", "name"), pairs[i])
              .setField(field("LabelPairAdapter", "value"), pairs[i + 1])
              .build());
    }
    return entry.build();
  }

  private static DynamicMessage.Builder builder(String type) {
    return DynamicMessage.newBuilder(type(type));
  }

  private static com.google.protobuf.Descriptors.FieldDescriptor field(String type, String name) {
    return type(type).findFieldByName(name);
  }
}
