package io.beltline.receiver.jaeger;

import io.beltline.model.otlp.WireWriter;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Log;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.SpanRefType;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TMemoryBuffer;

/** One batch of two spans in each form, written by Apache's library. */
final class Batches {
  static final long START = 1_700_000_000_000_000L;

  private Batches() {}

  static Batch thrift() {
    Process process = new Process("shop");
    process.addToTags(text("hostname", "h1"));
    process.addToTags(text("jaeger.version", "Java-1.8"));
    Span call = new Span(0x4d, 0x2a, 7, 0, "call", 1, START, 150);
    call.addToTags(text("span.kind", "client"));
    call.addToTags(text("otel.scope.name", "lib"));
    call.addToTags(text("w3c.tracestate", "a=b"));
    call.addToTags(new Tag("error", TagType.BOOL).setVBool(true));
    call.addToTags(text("otel.status_description", "boom"));
    call.addToTags(new Tag("n", TagType.LONG).setVLong(-42));
    call.addToTags(new Tag("share", TagType.DOUBLE).setVDouble(0.25));
    call.addToTags(new Tag("raw", TagType.BINARY).setVBinary(new byte[] {1, 2}));
    call.addToTags(new Tag("cold", TagType.BOOL).setVBool(false));
    call.addToLogs(new Log(START + 5, List.of(text("event", "retry"), text("why", "slow"))));
    Span inner = new Span(0x4d, 0x2a, 8, 0, "inner", 1, START + 1, 1);
    inner.addToReferences(new SpanRef(SpanRefType.CHILD_OF, 0x4d, 0x2a, 7));
    inner.addToReferences(new SpanRef(SpanRefType.FOLLOWS_FROM, 0x4e, 0, 9));
    return new Batch(process, List.of(call, inner));
  }

  static byte[] binary() {
    try {
      return new TSerializer(new TBinaryProtocol.Factory()).serialize(thrift());
    } catch (TException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A call of the agent's in the compact or the binary form. */
  static byte[] call(boolean compact, String method) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1000);
      TProtocol out = compact ? new TCompactProtocol(buffer) : new TBinaryProtocol(buffer);
      out.writeMessageBegin(new TMessage(method, TMessageType.ONEWAY, 1));
      new Agent.emitBatch_args(thrift()).write(out);
      out.writeMessageEnd();
      return java.util.Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The same batch as a PostSpansRequest. */
  static byte[] proto() {
    WireWriter out = new WireWriter();
    int batch = out.begin(1);
    int call = span(out, 7, "call", START, 150);
    tag(out, 8, "span.kind", "client");
    tag(out, 8, "otel.scope.name", "lib");
    tag(out, 8, "w3c.tracestate", "a=b");
    out.end(open(out, 8, "error", 1, 4, 1));
    tag(out, 8, "otel.status_description", "boom");
    out.end(open(out, 8, "n", 2, 5, -42));
    int real = out.begin(8);
    out.string(1, "share").varint(2, 3).float64(6, 0.25).end(real);
    int raw = out.begin(8);
    out.string(1, "raw").varint(2, 4).bytes(7, new byte[] {1, 2}).end(raw);
    out.end(open(out, 8, "cold", 1, 4, 0));
    int log = out.begin(9);
    time(out, 1, START + 5);
    tag(out, 2, "event", "retry");
    tag(out, 2, "why", "slow");
    out.end(log);
    out.end(call);
    int inner = span(out, 8, "inner", START + 1, 1);
    reference(out, 0x2a, 0x4d, 7, 0);
    reference(out, 0, 0x4e, 9, 1);
    out.end(inner);
    int process = out.begin(2);
    out.string(1, "shop");
    tag(out, 2, "hostname", "h1");
    tag(out, 2, "jaeger.version", "Java-1.8");
    out.end(process);
    out.end(batch);
    return out.toSlice().toByteArray();
  }

  private static int span(WireWriter out, long id, String name, long start, long took) {
    int span = out.begin(1);
    out.bytes(1, id(0x2a, 0x4d)).bytes(2, id(id)).string(3, name);
    time(out, 6, start);
    time(out, 7, took);
    return span;
  }

  private static void reference(WireWriter out, long high, long low, long span, int type) {
    int mark = out.begin(4);
    out.bytes(1, id(high, low)).bytes(2, id(span)).varint(3, type).end(mark);
  }

  private static void time(WireWriter out, int field, long micros) {
    int mark = out.begin(field);
    out.varint(1, micros / 1_000_000).varint(2, micros % 1_000_000 * 1000).end(mark);
  }

  private static int open(WireWriter out, int field, String key, int type, int at, long value) {
    int mark = out.begin(field);
    out.string(1, key).varint(2, type).varint(at, value);
    return mark;
  }

  private static void tag(WireWriter out, int field, String key, String value) {
    int mark = out.begin(field);
    out.string(1, key).string(3, value).end(mark);
  }

  private static byte[] id(long... parts) {
    ByteBuffer id = ByteBuffer.allocate(8 * parts.length);
    for (long part : parts) {
      id.putLong(part);
    }
    return id.array();
  }

  private static Tag text(String key, String value) {
    return new Tag(key, TagType.STRING).setVStr(value);
  }
}
