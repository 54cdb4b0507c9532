package io.beltline.receiver.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.jaeger.BatchesTest.Form;
import io.beltline.testkit.TestSettings;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Log;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.SpanRefType;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches that become many times what they are in bytes: that is reserved before it is made. */
class HostileBatchesTest {
  private static final int MANY = 100_000;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a span has many of. */
  enum Of {
    LOGS,
    REFERENCES,
    TAGS
  }

  private static byte[] batch(Form form, Of of) throws TException {
    return form == Form.PROTO ? proto(of) : thrift(form, of);
  }

  private static byte[] thrift(Form form, Of of) throws TException {
    Span span = new Span(1, 0, 7, 0, "", 0, 0, 0);
    switch (of) {
      case LOGS -> span.setLogs(Collections.nCopies(MANY, new Log(0, List.of())));
      case REFERENCES ->
          span.setReferences(
              Collections.nCopies(MANY, new SpanRef(SpanRefType.FOLLOWS_FROM, 0, 0, 0)));
      case TAGS ->
          span.setTags(
              IntStream.range(0, MANY)
                  .mapToObj(i -> new Tag(Integer.toString(i, 36), TagType.BOOL).setVBool(true))
                  .toList());
    }
    Batch batch = new Batch(new Process(""), List.of(span));
    return switch (form) {
      case BINARY -> new TSerializer(new TBinaryProtocol.Factory()).serialize(batch);
      case BINARY_CALL, COMPACT_CALL, PROTO -> {
        TMemoryBuffer buffer = new TMemoryBuffer(1000);
        TCompactProtocol out = new TCompactProtocol(buffer);
        out.writeMessageBegin(new TMessage("emitBatch", TMessageType.ONEWAY, 1));
        new Agent.emitBatch_args(batch).write(out);
        yield java.util.Arrays.copyOf(buffer.getArray(), buffer.length());
      }
    };
  }

  private static byte[] proto(Of of) {
    WireWriter out = new WireWriter();
    int batch = out.begin(1);
    int span = out.begin(1);
    byte[] id = new byte[16];
    id[7] = 1;
    id[15] = 1;
    out.bytes(1, id).bytes(2, java.util.Arrays.copyOf(id, 8));
    for (int i = 0; i < MANY; i++) {
      switch (of) {
        case LOGS -> out.bytes(9, new byte[0]);
        case REFERENCES -> out.bytes(4, new byte[0]);
        case TAGS -> {
          int tag = out.begin(8);
          out.string(1, Integer.toString(i, 36)).end(tag);
        }
      }
    }
    out.end(span);
    out.end(batch);
    return out.toSlice().toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "BINARY, LOGS",
    "BINARY, REFERENCES",
    "BINARY, TAGS",
    "COMPACT_CALL, LOGS",
    "COMPACT_CALL, REFERENCES",
    "COMPACT_CALL, TAGS",
    "PROTO, LOGS",
    "PROTO, REFERENCES",
    "PROTO, TAGS"
  })
  void whatIsMadeOfThemIsReserved(Form form, Of of) throws Exception {
    byte[] bytes = batch(form, of);
    form.read(bytes); // what happens once is not counted
    Peak account = new Peak(Long.MAX_VALUE);
    Reservation request = account.request(bytes.length);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Room room = Room.beside(request);
    room.take(3L * bytes.length);
    form.read(bytes, room);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    // arrays that grow leave as much behind as they are
    assertThat(allocated).isLessThan(2 * account.peak());
  }

  @Test
  void whatDoesNotFitIsRefusedAndCounted() throws Exception {
    byte[] bytes = batch(Form.PROTO, Of.LOGS);
    Peak account = new Peak(10L * bytes.length);
    TestSettings settings = TestSettings.of("jaeger");
    Consumer never =
        (context, telemetry) -> {
          throw new AssertionError("nothing was to come");
        };
    TranslatedIntake intake =
        new TranslatedIntake(settings.settings(), Signal.TRACES, "grpc", never);
    try (Reservation request = account.request(bytes.length)) {
      Context context = Context.of(ClientInfo.NONE, Metadata.EMPTY).withReservation(request);
      ConsumeResult result =
          intake.take(context, bytes.length, room -> ProtoBatch.request(Slice.of(bytes), room));
      assertThat(result)
          .isInstanceOfSatisfying(
              ConsumeResult.Permanent.class,
              permanent -> assertThat(permanent.status().http()).isEqualTo(413));
    }
    assertThat(settings.meter().count("otelcol_receiver_refused_spans")).isEqualTo(1);
    assertThat(account.held()).isZero();
  }
}
