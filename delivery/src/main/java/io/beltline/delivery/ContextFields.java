package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.delivery.LetterBytes.Reader;
import io.beltline.delivery.LetterBytes.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link Context} on disk. What is empty is left out; of what an authenticator
 * learned only texts are kept, and what {@link StoredContext} withholds is not among them.
 */
final class ContextFields {
  private static final int ADDRESS = 12;
  private static final int TRANSPORT = 13;
  private static final int HEADER = 14;
  private static final int AUTH = 15;
  private static final int BATCHING = 16;

  private static final int NAME = 1;
  private static final int VALUE = 2;

  private static final int TIMEOUT = 1;
  private static final int MIN = 2;
  private static final int MAX = 3;
  private static final int PARTITIONS = 4;
  private static final int KEY = 5;
  private static final int PROCESSOR = 6;

  private String address = "";
  private String transport = "";
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final Map<String, Object> auth = new LinkedHashMap<>();
  private @Nullable Batching batching;

  static void write(Context context, Writer out) {
    ClientInfo client = context.client();
    if (!client.address().isEmpty()) {
      out.text(ADDRESS, client.address());
    }
    if (!client.transport().isEmpty()) {
      out.text(TRANSPORT, client.transport());
    }
    context.metadata().asMap().forEach((name, values) -> out.bytes(HEADER, named(name, values)));
    context
        .auth()
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                out.bytes(AUTH, named(name, List.of(text)));
              }
            });
  }

  /** How the requests were to be gathered, if they were. */
  static void write(@Nullable Batching mark, Writer out) {
    if (mark != null) {
      Writer in = new Writer();
      in.number(TIMEOUT, mark.timeout().toNanos());
      in.number(MIN, mark.minItems());
      in.number(MAX, mark.maxItems());
      in.number(PARTITIONS, mark.maxPartitions());
      mark.metadataKeys().forEach(key -> in.text(KEY, key));
      in.text(PROCESSOR, mark.processor());
      out.bytes(BATCHING, in.toByteArray());
    }
  }

  private static byte[] named(String name, List<String> values) {
    Writer out = new Writer();
    out.text(NAME, name);
    values.forEach(value -> out.text(VALUE, value));
    return out.toByteArray();
  }

  /** Takes the field a reader is at; others are passed over. */
  void take(Reader in) {
    switch (in.field()) {
      case ADDRESS -> address = in.text();
      case TRANSPORT -> transport = in.text();
      case HEADER -> named(in.bytes(), headers::put);
      case AUTH -> named(in.bytes(), (name, values) -> auth.put(name, String.join("", values)));
      case BATCHING -> batching = batching(in.bytes());
      default -> {} // somebody else's, or of a later version
    }
  }

  private interface Named {
    void take(String name, List<String> values);
  }

  private static void named(byte[] bytes, Named into) {
    Reader in = new Reader(bytes);
    String name = "";
    List<String> values = new ArrayList<>();
    while (in.next()) {
      if (in.field() == NAME) {
        name = in.text();
      } else if (in.field() == VALUE) {
        values.add(in.text());
      }
    }
    into.take(name, values);
  }

  private static Batching batching(byte[] bytes) {
    Reader in = new Reader(bytes);
    long[] numbers = new long[PARTITIONS + 1];
    List<String> keys = new ArrayList<>();
    String processor = "";
    while (in.next()) {
      switch (in.field()) {
        case TIMEOUT, MIN, MAX, PARTITIONS -> numbers[in.field()] = in.number();
        case KEY -> keys.add(in.text());
        case PROCESSOR -> processor = in.text();
        default -> {} // of a later version
      }
    }
    return new Batching(
        processor,
        Duration.ofNanos(numbers[TIMEOUT]),
        (int) numbers[MIN],
        (int) numbers[MAX],
        keys,
        (int) numbers[PARTITIONS]);
  }

  Context context() {
    if (headers.isEmpty() && auth.isEmpty() && batching == null && isNobody()) {
      return Context.EMPTY;
    }
    ClientInfo client = isNobody() ? ClientInfo.NONE : new ClientInfo(address, transport);
    return new Context(client, Metadata.of(headers), Map.copyOf(auth), batching);
  }

  private boolean isNobody() {
    return address.isEmpty() && transport.isEmpty();
  }
}
