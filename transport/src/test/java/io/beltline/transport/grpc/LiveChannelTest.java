package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcServerConfig;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of calls when their channel is replaced. */
class LiveChannelTest {
  private static final MethodDescriptor<MessageBytes, MessageBytes> METHOD =
      Methods.descriptor("test.Service/Echo");

  private final Here here = new Here();
  private final CountDownLatch come = new CountDownLatch(1);
  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GrpcServer server =
      GrpcServer.start(
          Configs.of(GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0")),
          here.server(),
          Map.of(
              METHOD.getFullMethodName(),
              call -> {
                come.countDown();
                answer.join();
                return GrpcReply.of(call.message());
              }));
  private final LiveChannel channel =
      new LiveChannel(
          () ->
              NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                  .usePlaintext()
                  .directExecutor()
                  .build());

  @AfterEach
  void close() {
    answer.complete(null);
    channel.close(here.soon());
    server.close(here.soon());
    threads.close();
  }

  private Future<GrpcResult> callUnderWay() throws Exception {
    ManagedChannel now = channel.current();
    Callable<GrpcResult> calling =
        () ->
            GrpcClient.exchange(
                LiveChannel.call(now, METHOD, CallOptions.DEFAULT),
                new CallOutcome(),
                new Metadata(),
                MessageBytes.of(List.of(Slice.utf8("x"))));
    Future<GrpcResult> result = threads.submit(calling);
    assertThat(come.await(20, TimeUnit.SECONDS)).isTrue();
    return result;
  }

  @Test
  void callsOfAChannelThatIsReplacedGoOnToTheirEnd() throws Exception {
    ManagedChannel first = channel.current();
    Future<GrpcResult> result = callUnderWay();
    channel.replace(first);
    assertThat(channel.current()).isNotSameAs(first);
    answer.complete(null);
    assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(GrpcResult.Ok.class);
  }

  @Test
  void theEndWaitsForCallsOfAChannelThatWasReplaced() throws Exception {
    ManagedChannel first = channel.current();
    Future<GrpcResult> result = callUnderWay();
    channel.replace(first);
    ManagedChannel second = channel.current();
    Future<?> closing = threads.submit(() -> channel.close(here.soon()));
    while (!second.isShutdown() && !closing.isDone()) {
      Thread.onSpinWait();
    }
    answer.complete(null);
    closing.get(20, TimeUnit.SECONDS);
    assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(GrpcResult.Ok.class);
    assertThat(first.isTerminated()).isTrue();
  }
}
