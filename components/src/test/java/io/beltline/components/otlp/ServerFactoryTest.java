package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerFactoryTest {
  private static final Outputs NONE =
      new Outputs() {
        @Override
        public Optional<Consumer> consumer(Signal signal) {
          return Optional.empty();
        }

        @Override
        public Admission admission() {
          return Admission.UNLIMITED;
        }
      };

  /** What users would write. */
  private record Ports(int grpc, int http) {}

  private static final class Both extends ServerFactory<Ports> {
    Both(String type) {
      super(type, Ports.class, Map.of(Signal.LOGS, Stability.BETA));
    }

    @Override
    protected void open(Ports ports, ServerStart start) {
      assertThat(start.intake(Signal.LOGS, "http")).isNull();
      if (ports.grpc() >= 0) {
        start.listen(
            BoundYaml.value(GrpcServerConfig.class, endpoint(ports.grpc())), Map.of(), Map.of());
      }
      if (ports.http() >= 0) {
        start.listen(
            BoundYaml.value(HttpServerConfig.class, endpoint(ports.http())),
            Router.builder().build());
      }
    }

    private static String endpoint(int port) {
      return "{endpoint: '127.0.0.1:" + port + "'}";
    }
  }

  private static ServerReceiver receiver(int grpc, int http) {
    return new Both("both").create(TestSettings.of("both").settings(), new Ports(grpc, http), NONE);
  }

  private static void end(ServerReceiver receiver) {
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }

  @Test
  void aTypeMayBeWrittenWithoutUnderscores() {
    assertThat(new Both("two_words_here").aliases()).containsExactly("twowordshere");
    assertThat(new Both("word").aliases()).isEmpty();
  }

  @Test
  void whatIsOpenedListens() {
    ServerReceiver both = receiver(0, 0);
    both.start(new TestHost(RealClock.INSTANCE));
    assertThat(both.grpcPort()).isPositive();
    assertThat(both.httpPort()).isPositive();
    end(both);
    ServerReceiver none = receiver(-1, -1);
    none.start(new TestHost(RealClock.INSTANCE));
    assertThat(none.grpcPort()).isEqualTo(-1);
    assertThat(none.httpPort()).isEqualTo(-1);
    end(none);
  }

  @Test
  void ifOnePortCannotBeOpenedTheOtherDoesNotStayOpen() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    int free;
    try (ServerSocket shortly = new ServerSocket(0, 1, here)) {
      free = shortly.getLocalPort();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, here)) {
      ServerReceiver half = receiver(free, taken.getLocalPort());
      assertThatThrownBy(() -> half.start(new TestHost(RealClock.INSTANCE)))
          .isInstanceOf(ComponentException.class);
      try (ServerSocket again = new ServerSocket(free, 1, here)) {
        assertThat(again.isBound()).isTrue();
      }
    }
  }
}
