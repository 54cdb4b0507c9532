package io.beltline.verification.random;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Texts and identifiers as telemetry has them, so that rules find something, and as nobody has. */
final class Wording {
  private static final String[] KEYS = {
    "service.name",
    "host.name",
    "http.method",
    "http.request.method",
    "http.route",
    "http.status_code",
    "url.full",
    "db.system",
    "db.name",
    "db.statement",
    "peer.service",
    "user.email",
    "password",
    "exception.type",
    "exception.message",
    "exception.stacktrace",
    "deployment.environment",
    "priority",
    "tenant",
    "state",
    "cpu",
    "amount",
    "message",
    "a",
    "b.c.d",
    "",
    "Ünï😀",
    "k".repeat(300)
  };

  private static final String[] NAMES = {
    "GET /users/4711/cart",
    "POST /order",
    "SELECT orders",
    "exception",
    "heartbeat",
    "system.cpu.time",
    "system.memory.usage",
    "pod.cpu.usage",
    "node.cpu.limit",
    "process_start_time_seconds",
    "web.requests.get",
    "web.requests.put",
    "m1",
    "m2",
    "sys.load.1",
    ""
  };

  private static final String[] TEXTS = {
    "",
    "a",
    "GET",
    "prod",
    "shop",
    "0",
    "42",
    "-7.5e3",
    "true",
    "paid by jane@example.com with 4111 1111 1111 1111",
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "{\"message\":\"paid\",\"amount\":12.5,\"list\":[1,[2,3],{\"x\":null}],\"u\":\"\\ud83d\"}",
    "{\"broken\":",
    "[1,2,3",
    "a=1 b=\"two words\" c= =d e",
    "one,\"t,wo\",th\"ree,",
    "https://jane:pw@shop.example:8443/users/4711?token=s3cret&x=1#frag",
    "http://[::1",
    "CEF:0|Vendor|Product|1.0|100|name|10|src=10.0.0.1 msg=a\\=b",
    "LEEF:2.0|Vendor|Product|1.0|100|^|a=1^b=2",
    "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /x HTTP/1.0\" 200 2326",
    "<a x=\"1\"><b>t</b><!-- c --><b/></a>",
    "<a><b",
    "SELECT * FROM users WHERE id = 7 AND name = 'O''Brien' -- x",
    "SET key value; GET \"unclosed",
    "{\"find\":\"users\",\"filter\":{\"_id\":1}}",
    "2026-01-01T00:00:00Z",
    "10.1.2.3",
    "1h30m",
    "0x1F",
    "5b8efff798038103d269b633813fc60c",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36",
    "line one\nline two\r\n\tline three",
    "nul \u0000 inside",
    "Zürich 東京 😀 \u202e e\u0301",
    "x".repeat(127),
    "x".repeat(128),
    "ab ".repeat(3000)
  };

  private static final String[] STATES = {
    "",
    "ot=th:8",
    "ot=th:c;rv:ffffffffffffff",
    "ot=rv:00000000000000,vendor=x",
    "ot=th:;rv:zz",
    "a=b,c=d,,=,ot=",
    "ot=p:8;r:62"
  };

  private static final byte[][] BROKEN = {
    {(byte) 0xc3},
    {(byte) 0xff, 'a', (byte) 0xfe},
    {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf0, (byte) 0x9f, (byte) 0x98},
    {(byte) 0xc0, (byte) 0x80}
  };

  private final Random random;
  private final boolean broken;

  /**
   * Words by chance.
   *
   * @param broken whether some texts are no UTF-8
   */
  Wording(Random random, boolean broken) {
    this.random = random;
    this.broken = broken;
  }

  /** A text for a field of a name. */
  ByteString text(String field) {
    if (broken && random.nextInt(20) == 0) {
      return ByteString.copyFrom(one(BROKEN));
    }
    return switch (field) {
      case "key" -> utf8(key());
      case "name", "unit", "event_name" -> utf8(random.nextInt(4) > 0 ? one(NAMES) : one(TEXTS));
      case "trace_state" -> utf8(random.nextInt(4) > 0 ? one(STATES) : one(TEXTS));
      default -> utf8(random.nextInt(30) == 0 ? one(TEXTS) + one(TEXTS) : one(TEXTS));
    };
  }

  /** Bytes for a field of a name: few identifiers, so that spans meet. */
  ByteString bytes(String field) {
    int usual = field.contains("trace_id") ? 16 : 8;
    if (!field.contains("_id") || random.nextInt(15) == 0) {
      byte[] any = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(20)];
      random.nextBytes(any);
      return ByteString.copyFrom(any);
    }
    byte[] id = new byte[usual];
    if (random.nextInt(20) > 0) {
      if (random.nextInt(3) == 0) {
        random.nextBytes(id);
      } else {
        id[usual - 1] = (byte) (1 + random.nextInt(6));
        id[2] = (byte) 0xf0;
      }
    }
    return ByteString.copyFrom(id);
  }

  private String key() {
    return random.nextInt(40) == 0 ? "key" + random.nextInt(1000) : one(KEYS);
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFrom(text, StandardCharsets.UTF_8);
  }
}
