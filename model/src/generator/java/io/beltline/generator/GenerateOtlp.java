package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceProto;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceProto;
import io.opentelemetry.proto.collector.profiles.v1development.ProfilesServiceProto;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceProto;
import io.opentelemetry.proto.common.v1.CommonProto;
import io.opentelemetry.proto.logs.v1.LogsProto;
import io.opentelemetry.proto.metrics.v1.MetricsProto;
import io.opentelemetry.proto.profiles.v1development.ProfilesProto;
import io.opentelemetry.proto.resource.v1.ResourceProto;
import io.opentelemetry.proto.trace.v1.TraceProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the tables, views and editors of the model from the OTLP descriptors. */
public final class GenerateOtlp {
  private static final List<FileDescriptor> FILES =
      List.of(
          CommonProto.getDescriptor(),
          ResourceProto.getDescriptor(),
          TraceProto.getDescriptor(),
          MetricsProto.getDescriptor(),
          LogsProto.getDescriptor(),
          ProfilesProto.getDescriptor(),
          TraceServiceProto.getDescriptor(),
          MetricsServiceProto.getDescriptor(),
          LogsServiceProto.getDescriptor(),
          ProfilesServiceProto.getDescriptor());

  private GenerateOtlp() {}

  /**
   * Generates all sources.
   *
   * @param args the directory for the sources, and a file to touch at the end
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]).resolve("io/beltline/model/otlp");
    Files.createDirectories(directory);
    List<Descriptor> messages = new ArrayList<>();
    List<EnumDescriptor> enums = new ArrayList<>();
    for (FileDescriptor file : FILES) {
      enums.addAll(file.getEnumTypes());
      file.getMessageTypes().forEach(message -> collect(message, messages, enums));
    }
    write(directory, "OtlpTypes", TypesSource.of(messages, enums));
    for (EnumDescriptor type : enums) {
      write(directory, Names.of(type), EnumSource.of(type));
    }
    for (Descriptor message : messages) {
      write(directory, Names.of(message) + "View", ViewSource.of(message));
      write(directory, Names.of(message) + "Editor", EditorSource.of(message));
    }
    Files.writeString(Path.of(args[1]), "");
  }

  private static void collect(
      Descriptor message, List<Descriptor> messages, List<EnumDescriptor> enums) {
    messages.add(message);
    enums.addAll(message.getEnumTypes());
    message.getNestedTypes().forEach(nested -> collect(nested, messages, enums));
  }

  private static void write(Path directory, String name, String source) throws IOException {
    Files.writeString(directory.resolve(name + ".java"), source);
  }
}
