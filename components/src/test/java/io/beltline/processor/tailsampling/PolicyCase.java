package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.resource;
import static io.beltline.processor.tailsampling.Sampling.span;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.Requests;
import java.time.Duration;
import java.util.List;

/** What comes of one trace, whether policies keep it, and whether that is known at once. */
record PolicyCase(String name, String policies, List<String> requests, boolean kept, When when) {
  static final String ERROR = status(2);
  static final String OK = status(1);

  /** When a trace is known to be kept or not: with its last span, or when its time is up. */
  enum When {
    AT_ONCE,
    LATER
  }

  @Override
  public String toString() {
    return name;
  }

  static PolicyCase kept(String name, String policies, When when, String... requests) {
    return new PolicyCase(name, policies, List.of(requests), true, when);
  }

  static PolicyCase out(String name, String policies, When when, String... requests) {
    return new PolicyCase(name, policies, List.of(requests), false, when);
  }

  static String policy(String type, String section) {
    return "{name: p, type: %s%s}".formatted(type, section.isEmpty() ? "" : ", " + section);
  }

  static String one(String fields) {
    return plain(span(1, 1, fields));
  }

  static String around(String key, String value, String... spans) {
    return resource(Requests.attributes(key, value), spans);
  }

  /** Tries it. */
  void check() {
    Sampling sampling = Sampling.by(policies());
    int spans = 0;
    for (String request : requests()) {
      assertThat(sampling.next.items()).as("before the last").isZero();
      assertThat(sampling.booked("held")).isEqualTo(spans);
      assertThat(sampling.take(request).isAccepted()).isTrue();
      spans += Sampling.spans(Sampling.traces(request)).size();
    }
    sampling.pass(Duration.ZERO);
    assertThat(sampling.booked("held")).isEqualTo(when() == When.LATER ? spans : 0);
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.next.items()).isEqualTo(kept() ? spans : 0);
    assertThat(sampling.booked("held")).isZero();
    assertThat(sampling.settings.ledger().removed()).isEqualTo(kept() ? 0 : spans);
    assertThat(sampling.clock.pending()).isZero();
  }
}
