package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.ServiceListener;
import io.beltline.delivery.Delivery;
import io.beltline.model.Signal;
import io.beltline.service.admin.QueueId;
import io.beltline.service.books.Books;
import io.beltline.service.books.PipelineBooks;
import io.beltline.service.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Components wired as a plan says. Built by {@link GraphBuilder}; used by one thread at a time,
 * except {@link #books}.
 */
public final class Graph {
  /** Where requests go that come when nothing takes them any more. */
  static final Consumer NOWHERE =
      (_, _) -> ConsumeResult.unavailable("the collector is not running", Duration.ofSeconds(1));

  private final Plan plan;
  private final Surroundings surroundings;
  final Map<ComponentId, Member> extensions;
  final Map<ComponentId, ExporterNode> exporters;
  final Map<ComponentId, ReceiverNode> receivers;

  /** Processors and connectors, against the flow: in the order they are started. */
  final List<Member> inner;

  /** The same, apart where they have nothing to do with each other. */
  private final List<List<Member>> strands;

  /** Where receivers taken over from another graph shall lead. */
  final List<Lead> leads;

  private final Collection<PipelineBooks> books;
  private final List<Member> newcomers = new ArrayList<>();

  Graph(
      Plan plan,
      Surroundings surroundings,
      Map<ComponentId, Member> extensions,
      Map<ComponentId, ExporterNode> exporters,
      List<List<Member>> strands,
      Map<ComponentId, ReceiverNode> receivers,
      List<Lead> leads,
      Collection<PipelineBooks> books) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.extensions = extensions;
    this.exporters = exporters;
    this.strands = strands;
    this.inner = strands.stream().flatMap(List::stream).toList();
    this.receivers = receivers;
    this.leads = leads;
    this.books = List.copyOf(books);
  }

  /** What it was built from. */
  public Plan plan() {
    return plan;
  }

  /**
   * Starts every component that does not run yet, against the flow: extensions, exporters,
   * connectors and processors, receivers last.
   *
   * @throws io.beltline.api.ComponentException if one cannot start; those that this call started
   *     are shut down again before it is thrown
   */
  public void start(Deadline ifItFails) {
    List<Member> started = new ArrayList<>();
    books.forEach(surroundings.pipelineAccounts()::open);
    surroundings.exporters(ways());
    try {
      for (Member member : members()) {
        boolean newcomer = !member.isRunning();
        member.start(surroundings);
        if (newcomer) {
          started.add(member);
        }
      }
    } catch (RuntimeException | Error failure) {
      started.reversed().forEach(member -> member.shutdown(surroundings, ifItFails));
      discard();
      retire();
      throw failure;
    }
    newcomers.addAll(started);
  }

  /** The ways into its exporters by every spelling of their ids. */
  private Map<ComponentId, Map<Signal, Consumer>> ways() {
    Map<ComponentId, Map<Signal, Consumer>> ways = new HashMap<>();
    exporters
        .values()
        .forEach(node -> node.member().spellings().forEach(id -> ways.put(id, node.entries())));
    return ways;
  }

  /** Tells extensions that ask for it that receivers take data. */
  public void ready() {
    extensions.values().forEach(Member::ready);
  }

  /** As {@link #ready}, for those only that {@link #start} of this graph has started. */
  void newcomersReady() {
    newcomers.forEach(Member::ready);
  }

  /** Tells extensions that ask for it that shutdown begins. */
  public void notReady() {
    listeners().forEach(ServiceListener::notReady);
  }

  /**
   * Ends every component with the flow: receivers take nothing more, then processors and
   * connectors, then exporters side by side, extensions last.
   *
   * <p>While receivers end, callers that wait for a destination that does not take anything are
   * told to come back, so that their senders go elsewhere; what processors still hold may wait
   * again, as long as the inside has time. Receivers may take a third of the time, the inside
   * another: calls that hang in a dead destination must not take it from the queues of the others.
   */
  public void shutdown(Deadline deadline) {
    shutdown(deadline, () -> {});
  }

  /**
   * The same.
   *
   * @param beside what is done when exporters have ended and extensions have not: waits for
   *     exporters of other graphs
   */
  public void shutdown(Deadline deadline, Runnable beside) {
    Duration third = deadline.remaining().dividedBy(3);
    Deadline receiving = deadline.within(third);
    hurry(true);
    endReceivers(List.copyOf(receivers.values()), receiving);
    hurry(false);
    endInside(deadline.within(third));
    end(exporters.values().stream().map(ExporterNode::member).toList(), deadline);
    beside.run();
    List.copyOf(extensions.values())
        .reversed()
        .forEach(member -> member.shutdown(surroundings, deadline));
    retire();
  }

  /** Ends receivers side by side; what one that hangs may still bring goes nowhere. */
  void endReceivers(List<ReceiverNode> nodes, Deadline deadline) {
    end(nodes.stream().map(ReceiverNode::member).toList(), deadline);
    nodes.forEach(node -> node.edges().values().forEach(edge -> edge.lead(NOWHERE)));
  }

  /**
   * Ends processors and connectors with the flow. After the deadline nobody is kept waiting for a
   * destination that takes nothing.
   */
  void endInside(Deadline deadline) {
    try (Haste _ = new Haste(this, surroundings.clock(), deadline)) {
      Parallel.run(
          strands.stream()
              .<Runnable>map(
                  strand ->
                      () -> strand.reversed().forEach(m -> m.shutdown(surroundings, deadline)))
              .toList());
    }
  }

  /** Whether callers that wait for a destination that takes nothing are told to come back. */
  void hurry(boolean on) {
    destinations().forEach(destination -> destination.hurry(on));
  }

  /** Lets go of components that have not begun: they never will. */
  void discard() {
    members().forEach(Member::discard);
  }

  /** Its pipelines get no more calls: their books are kept. */
  void retire() {
    books.forEach(surroundings.pipelineAccounts()::close);
  }

  /** Ends components side by side. */
  void end(List<Member> members, Deadline deadline) {
    if (!members.isEmpty()) {
      Parallel.run(
          members.stream().<Runnable>map(m -> () -> m.shutdown(surroundings, deadline)).toList());
    }
  }

  /** All books now. Safe for all threads. */
  public Books books() {
    return new Books(
        books.stream().map(PipelineBooks::snapshot).toList(),
        destinations().map(Destination::books).toList());
  }

  private Stream<Destination> destinations() {
    return queued().values().stream()
        .flatMap(exporting -> exporting.destinations().values().stream());
  }

  /** Exporters, and connectors with a queue. */
  private Map<ComponentId, ExportingMember> queued() {
    Map<ComponentId, ExportingMember> queued = new LinkedHashMap<>();
    exporters.forEach((id, node) -> queued.put(id, node.exporting()));
    for (Member member : inner) {
      if (member.component() instanceof QueuedConnector connector) {
        queued.put(member.id(), connector.exporting());
      }
    }
    return queued;
  }

  /** The queues in front of its exporters and connectors. Safe for all threads. */
  public SortedMap<QueueId, Delivery> deliveries() {
    SortedMap<QueueId, Delivery> all = new TreeMap<>();
    queued()
        .forEach(
            (id, exporting) ->
                exporting
                    .destinations()
                    .forEach(
                        (signal, destination) -> {
                          Delivery delivery = destination.delivery();
                          if (delivery != null) {
                            all.put(new QueueId(id, signal), delivery);
                          }
                        }));
    return all;
  }

  /** All components in the order they start. */
  List<Member> members() {
    List<Member> members = new ArrayList<>(extensions.values());
    exporters.values().forEach(node -> members.add(node.member()));
    members.addAll(inner);
    receivers.values().forEach(node -> members.add(node.member()));
    return members;
  }

  private List<ServiceListener> listeners() {
    return extensions.values().stream()
        .map(Member::component)
        .filter(ServiceListener.class::isInstance)
        .map(ServiceListener.class::cast)
        .toList();
  }
}
