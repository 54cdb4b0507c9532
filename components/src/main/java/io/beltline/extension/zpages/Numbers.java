package io.beltline.extension.zpages;

import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Numbers about the process, under the two names that Go programs always have. */
final class Numbers {
  private static final JsonFactory JSON = new JsonFactory();

  private Numbers() {}

  static HttpResponse json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeName("cmdline");
      json.writeStartArray();
      ProcessHandle.Info info = ProcessHandle.current().info();
      json.writeString(info.command().orElse("java"));
      json.writeEndArray();
      json.writeName("memstats");
      json.writeStartObject();
      MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
      usage(json, "heap", memory.getHeapMemoryUsage());
      usage(json, "non_heap", memory.getNonHeapMemoryUsage());
      json.writeNumberProperty("threads", ManagementFactory.getThreadMXBean().getThreadCount());
      long collections = 0;
      long millis = 0;
      for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
        collections += Math.max(0, each.getCollectionCount());
        millis += Math.max(0, each.getCollectionTime());
      }
      json.writeNumberProperty("collections", collections);
      json.writeNumberProperty("collection_millis", millis);
      json.writeEndObject();
      json.writeEndObject();
    }
    return HttpResponse.of(
        200, "application/json; charset=utf-8", Slice.utf8(bytes.toString(StandardCharsets.UTF_8)));
  }

  private static void usage(JsonGenerator json, String name, MemoryUsage usage) {
    json.writeNumberProperty(name + "_used_bytes", usage.getUsed());
    json.writeNumberProperty(name + "_committed_bytes", usage.getCommitted());
  }
}
