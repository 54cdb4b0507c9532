package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A journal against lists in memory: the same operations, the same contents after each. */
final class JournalModelTest {
  private static final List<String> QUEUES = List.of("a", "b", "c");

  @Property(tries = 200, seed = "20261123")
  void aJournalHoldsWhatAListWouldHold(
      @ForAll("operations") List<Operation> operations, @ForAll FsyncPolicy fsync)
      throws IOException {
    try (World world = new World(fsync)) {
      for (Operation operation : operations) {
        world.apply(operation);
      }
      world.assertSame();
      world.restart(false);
      world.assertSame();
    }
  }

  @Provide
  Arbitrary<List<Operation>> operations() {
    return Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, Operation.APPEND),
            net.jqwik.api.Tuple.of(2, Operation.FAN_OUT),
            net.jqwik.api.Tuple.of(9, Operation.ACKNOWLEDGE),
            net.jqwik.api.Tuple.of(2, Operation.ACKNOWLEDGE_ALL),
            net.jqwik.api.Tuple.of(3, Operation.TIME),
            net.jqwik.api.Tuple.of(2, Operation.READ),
            net.jqwik.api.Tuple.of(1, Operation.REOPEN),
            net.jqwik.api.Tuple.of(1, Operation.KILL))
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  enum Operation {
    APPEND,
    FAN_OUT,
    ACKNOWLEDGE,
    ACKNOWLEDGE_ALL,
    TIME,
    READ,
    REOPEN,
    KILL
  }

  private static final class World implements AutoCloseable {
    private final Random random = new Random(7);
    private final SimulatedDisk disk = new SimulatedDisk(random);
    private final HandClock clock = new HandClock();
    private final JournalSettings settings;
    private final Map<String, Set<String>> model = new LinkedHashMap<>();
    private Journal journal;
    private Map<String, JournalQueue> queues = Map.of();
    private int count;

    World(FsyncPolicy fsync) throws IOException {
      settings = Journals.settings(fsync, 3000);
      QUEUES.forEach(name -> model.put(name, new LinkedHashSet<>()));
      journal = open();
    }

    private Journal open() throws IOException {
      Journal opened = Journals.open(Path.of("/journal"), settings, disk, clock);
      Map<String, JournalQueue> all = new LinkedHashMap<>();
      for (String name : QUEUES) {
        all.put(name, opened.queue(name, Journals.MUCH));
      }
      queues = all;
      return opened;
    }

    /** A kill leaves the files as the operating system has them. */
    void restart(boolean kill) throws IOException {
      if (kill) {
        disk.kill();
      } else {
        journal.close();
      }
      clock.clear();
      journal = open();
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(journal.recovery().tornRecords()).isZero();
    }

    private String anyQueue() {
      return QUEUES.get(random.nextInt(QUEUES.size()));
    }

    void apply(Operation operation) throws IOException {
      switch (operation) {
        case APPEND -> append(List.of(anyQueue()));
        case FAN_OUT -> append(QUEUES);
        case ACKNOWLEDGE -> acknowledge(anyQueue(), 1);
        case ACKNOWLEDGE_ALL -> acknowledge(anyQueue(), Integer.MAX_VALUE);
        case TIME -> clock.advance(Duration.ofMillis(random.nextInt(2500)));
        case READ -> assertSame();
        case REOPEN -> restart(false);
        case KILL -> restart(true);
      }
    }

    private void append(List<String> names) throws IOException {
      String name = "r" + count++;
      Payload payload = Journals.payload(name, random.nextInt(1500));
      List<Ticket> tickets = new ArrayList<>();
      for (String queue : names) {
        tickets.add(Journals.append(queues.get(queue), name, payload));
        if (random.nextBoolean()) {
          queues.get(queue).await(tickets.getLast());
        }
        model.get(queue).add(name);
      }
      for (Ticket ticket : tickets) {
        queues.get(names.getFirst()).await(ticket);
      }
    }

    private void acknowledge(String queue, int most) throws IOException {
      List<RecordRef> records = Journals.records(queues.get(queue));
      for (int i = 0; i < most && !records.isEmpty(); i++) {
        RecordRef one = records.remove(random.nextInt(records.size()));
        queues.get(queue).acknowledge(one);
        String name = new String(one.meta(), StandardCharsets.UTF_8).substring(8);
        assertThat(model.get(queue).remove(name)).isTrue();
      }
    }

    void assertSame() throws IOException {
      for (String queue : QUEUES) {
        JournalQueue real = queues.get(queue);
        assertThat(Journals.names(real)).containsExactlyElementsOf(model.get(queue));
        assertThat(real.records()).isEqualTo(model.get(queue).size());
        assertThat(real.size()).isEqualTo(real.records());
        assertThat(real.bytes())
            .isEqualTo(Journals.records(real).stream().mapToLong(RecordRef::bytes).sum());
      }
      boolean empty = model.values().stream().allMatch(Set::isEmpty);
      if (empty) {
        clock.advance(Duration.ofSeconds(5));
        assertThat(journal.statistics().segments()).isLessThanOrEqualTo(1);
      }
    }

    @Override
    public void close() throws IOException {
      journal.close();
    }
  }
}
