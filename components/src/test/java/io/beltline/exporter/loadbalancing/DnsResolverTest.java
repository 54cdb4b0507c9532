package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentException;
import io.beltline.exporter.loadbalancing.ResolverConfig.DnsConfig;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DnsResolverTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final FakeClock clock = new FakeClock();
  private final RecordingMeter meter = new RecordingMeter();
  private final AtomicReference<Lookup> lookup = new AtomicReference<>(name -> addresses("::1"));
  private final BlockingQueue<List<Backend>> lists = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> tries = new LinkedBlockingQueue<>();
  private DnsResolver resolver = resolver("4317");

  @AfterEach
  void end() {
    resolver.stop();
  }

  @Test
  void addressesOfBothFamiliesAreBackends() throws Exception {
    lookup.set(name -> addresses("10.0.0.2", "fd00::1", "10.0.0.1", "10.0.0.2"));
    start();
    assertThat(next())
        .extracting(Backend::address)
        .containsExactly("10.0.0.1:4317", "10.0.0.2:4317", "[fd00:0:0:0:0:0:0:1]:4317");
    assertThat(tries.poll(10, TimeUnit.SECONDS)).isEqualTo("tried");
  }

  @Test
  void withoutAPortTheNameOnTheRingHasNone() throws Exception {
    resolver = resolver("");
    lookup.set(name -> addresses("10.0.0.1"));
    start();
    assertThat(next()).containsExactly(new Backend("10.0.0.1", "10.0.0.1:4317"));
  }

  @Test
  void aListIsToldWhenItChanges() throws Exception {
    lookup.set(name -> addresses("10.0.0.1"));
    start();
    next();
    lookAgain();
    lookup.set(name -> addresses("10.0.0.1", "10.0.0.2"));
    lookAgain();
    assertThat(next()).hasSize(2);
    assertThat(lists).isEmpty();
    assertThat(resolutions(true)).isEqualTo(3);
  }

  @Test
  void aNameThatIsNotFoundLeavesTheListAsItIs() throws Exception {
    lookup.set(name -> addresses("10.0.0.1"));
    start();
    next();
    lookup.set(
        name -> {
          throw new UnknownHostException(name);
        });
    lookAgain();
    lookAgain();
    assertThat(lists).isEmpty();
    assertThat(resolutions(false)).isEqualTo(2);
    lookup.set(name -> addresses("10.0.0.3"));
    lookAgain();
    assertThat(next()).extracting(Backend::name).containsExactly("10.0.0.3:4317");
  }

  @Test
  void aListThatWasNotTakenIsFollowedByTheOldOneToo() throws Exception {
    lookup.set(name -> addresses("10.0.0.1"));
    resolver.start(
        clock,
        list -> {
          lists.add(list);
          if (list.size() > 1) {
            throw new ComponentException("not now");
          }
        },
        () -> tries.add("tried"));
    clock.advance(Duration.ZERO);
    next();
    lookup.set(name -> addresses("10.0.0.1", "10.0.0.2"));
    lookAgain();
    lookAgain();
    assertThat(next()).hasSize(2);
    assertThat(next()).hasSize(2);
    lookup.set(name -> addresses("10.0.0.1"));
    lookAgain();
    assertThat(next()).hasSize(1);
    lookAgain();
    assertThat(lists).isEmpty();
  }

  @Test
  void oneThatHangsIsWaitedForNoLongerThanTheTimeout() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hang = new CountDownLatch(1);
    lookup.set(
        name -> {
          asked.countDown();
          await(hang);
          return addresses("10.0.0.9");
        });
    Thread looking = Thread.startVirtualThread(this::start);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    clock.awaitPending(1);
    clock.advance(Duration.ofSeconds(1));
    looking.join();
    assertThat(tries.poll(10, TimeUnit.SECONDS)).isEqualTo("tried");
    assertThat(resolutions(false)).isEqualTo(1);
    clock.awaitPending(1);
    hang.countDown();
    clock.advance(INTERVAL);
    assertThat(next()).extracting(Backend::name).containsExactly("10.0.0.9:4317");
  }

  @Test
  void onceStoppedItTellsNothing() throws Exception {
    lookup.set(name -> addresses("10.0.0.1"));
    start();
    next();
    clock.awaitPending(1);
    resolver.stop();
    assertThat(clock.pending()).isZero();
  }

  private void start() {
    resolver.start(clock, lists::add, () -> tries.add("tried"));
    clock.advance(Duration.ZERO);
  }

  /** Waits for the time of the next look, and for its end. */
  private void lookAgain() {
    clock.awaitPending(1);
    clock.advance(INTERVAL);
    clock.awaitPending(1);
  }

  private List<Backend> next() throws InterruptedException {
    List<Backend> list = lists.poll(10, TimeUnit.SECONDS);
    assertThat(list).isNotNull();
    return list;
  }

  private long resolutions(boolean success) {
    return meter.count(
        "otelcol_loadbalancer_num_resolutions",
        Map.of("resolver", "dns", "success", String.valueOf(success)));
  }

  private DnsResolver resolver(String port) {
    return new DnsResolver(
        new DnsConfig("backends", port, INTERVAL, Duration.ofSeconds(1)),
        name -> lookup.get().addresses(name),
        new BalancerMetrics(meter, "dns", clock),
        LoggerFactory.getLogger("resolver"));
  }

  private static InetAddress[] addresses(String... literals) throws UnknownHostException {
    InetAddress[] found = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      found[i] = InetAddress.ofLiteral(literals[i]);
    }
    return found;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
