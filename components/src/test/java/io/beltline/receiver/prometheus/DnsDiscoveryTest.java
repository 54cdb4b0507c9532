package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.receiver.prometheus.DnsDiscoveryConfig.RecordType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that are completed, and names that cannot be asked for. */
class DnsDiscoveryTest {
  private static final int SERVER_FAILURE = 2;
  private static final int NO_SUCH_NAME = 3;
  private static final SearchList SEARCH =
      SearchList.of(
          List.of(
              "# as in Kubernetes",
              "nameserver 10.0.0.10",
              "domain other.local",
              "search\ttest.local. local",
              "options rotate ndots:5"));

  /** The last number of the address a name has, or how a question for it fails, below zero. */
  private final Map<String, Integer> names = new ConcurrentHashMap<>();

  private final List<String> problems = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  /** So many names must be asked for before there is an answer. */
  private volatile int together = 1;

  private DatagramSocket socket;
  private Thread server;

  @BeforeEach
  void start() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    server = Thread.ofVirtual().start(this::answer);
  }

  @AfterEach
  void end() throws InterruptedException {
    socket.close();
    server.join();
  }

  private DnsDiscovery discovery(SearchList search, String... asked) {
    PrometheusDuration interval = new PrometheusDuration(Duration.ofSeconds(30));
    return new DnsDiscovery(
        new DnsDiscoveryConfig(List.of(asked), RecordType.A, 80, interval),
        "dns://127.0.0.1:" + socket.getLocalPort(),
        () -> search);
  }

  private static TargetGroup group(String name, int... addresses) {
    List<Map<String, String>> targets = new ArrayList<>();
    for (int address : addresses) {
      targets.add(Map.of("__address__", "10.0.0." + address + ":80"));
    }
    return new TargetGroup(targets, Map.of("__meta_dns_name", name));
  }

  @Test
  void namesAreCompletedByTheSearchList() {
    names.put("svc.test.local", 7);
    names.put("svc", 8);
    assertThat(discovery(SEARCH, "svc").find(problems::add)).containsExactly(group("svc", 7));
    assertThat(discovery(SEARCH, "svc.").find(problems::add)).containsExactly(group("svc.", 8));
    assertThat(problems).isEmpty();
  }

  @Test
  void aNameThatIsNowhereHasNoTargetsAndIsTold() {
    assertThat(discovery(SEARCH, "svc").find(problems::add)).containsExactly(group("svc"));
    assertThat(problems).containsExactly("svc: is not there");
  }

  @Test
  void oneThatFailsCostsNoOtherAndHoldsOn() {
    names.put("a", 1);
    names.put("b", 2);
    DnsDiscovery dns = discovery(SearchList.NONE, "b", "a");
    assertThat(dns.find(problems::add)).containsExactly(group("b", 2), group("a", 1));
    names.put("b", -SERVER_FAILURE);
    names.put("a", 3);
    assertThat(dns.find(problems::add)).containsExactly(group("b", 2), group("a", 3));
    assertThat(problems).singleElement().asString().startsWith("b: ");
    assertThat(discovery(SearchList.NONE, "b", "a").find(problems::add))
        .containsExactly(group("a", 3));
  }

  @Test
  void aNameMayBeThereThoughAnotherOfItFails() {
    names.put("svc.test.local", -SERVER_FAILURE);
    names.put("svc.local", 4);
    assertThat(discovery(SEARCH, "svc").find(problems::add)).containsExactly(group("svc", 4));
    assertThat(problems).isEmpty();
  }

  @Test
  void namesAreAskedForBesideEachOther() {
    names.put("a", 1);
    names.put("b", 2);
    together = 2;
    assertThat(discovery(SearchList.NONE, "a", "b").find(problems::add))
        .containsExactly(group("a", 1), group("b", 2));
    assertThat(problems).isEmpty();
  }

  @Test
  void whoIsInterruptedWaitsForNoAnswer() throws InterruptedException {
    together = 2;
    DnsDiscovery dns = discovery(SearchList.NONE, "a");
    Thread asks = Thread.ofVirtual().start(() -> dns.find(problems::add));
    asked.await();
    asks.interrupt();
    asks.join();
    dns.close();
    assertThat(problems).isEmpty();
  }

  @Test
  void namesWithEnoughDotsAreTriedAsTheyAreFirst() {
    assertThat(SEARCH.candidates("a.b")).containsExactly("a.b.test.local", "a.b.local", "a.b");
    assertThat(SEARCH.candidates("a.b.c.d.e.f")).startsWith("a.b.c.d.e.f").hasSize(3);
    assertThat(SearchList.NONE.candidates("a")).containsExactly("a");
    assertThat(SearchList.of(List.of("", "domain x", "options ndots:y")))
        .isEqualTo(new SearchList(List.of("x"), 1));
    assertThat(SearchList.read(Path.of("/no/such/file"))).isEqualTo(SearchList.NONE);
  }

  private void answer() {
    Map<String, DatagramPacket> questions = new LinkedHashMap<>();
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        asked.countDown();
        questions.put(name(packet.getData()), packet);
        if (questions.size() >= together) {
          for (Map.Entry<String, DatagramPacket> question : questions.entrySet()) {
            answer(question.getKey(), question.getValue());
          }
          questions.clear();
        }
      }
    } catch (IOException closed) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  private static String name(byte[] question) {
    List<String> labels = new ArrayList<>();
    for (int at = 12; question[at] != 0; at += question[at] + 1) {
      labels.add(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
    }
    return String.join(".", labels);
  }

  private void answer(String name, DatagramPacket question) throws IOException {
    int found = names.getOrDefault(name, -NO_SUCH_NAME);
    int end = 12 + name.length() + 2 + 4; // the header, the name's labels, type and class
    ByteBuffer out = ByteBuffer.allocate(512).put(question.getData(), 0, end);
    out.putShort(2, (short) (0x8180 | (found < 0 ? -found : 0)));
    out.putShort(6, (short) (found < 0 ? 0 : 1)).putShort(10, (short) 0);
    if (found >= 0) {
      out.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
      out.putShort((short) 4).put(new byte[] {10, 0, 0, (byte) found});
    }
    out.flip();
    socket.send(new DatagramPacket(out.array(), out.limit(), question.getSocketAddress()));
  }
}
