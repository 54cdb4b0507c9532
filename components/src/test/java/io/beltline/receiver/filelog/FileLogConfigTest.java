package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.intake.RetryConfig;
import io.beltline.components.tailing.EntryConfig;
import io.beltline.components.tailing.EntryConfig.Oversize;
import io.beltline.components.tailing.FileAttributesConfig;
import io.beltline.components.tailing.OrderingConfig;
import io.beltline.components.tailing.TailConfig.Compression;
import io.beltline.components.tailing.TailConfig.OnTruncate;
import io.beltline.components.tailing.TailConfig.StartAt;
import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLogConfigTest {

  @Test
  void defaults() {
    FileLogConfig config = BoundYaml.value(FileLogConfig.class, "{include: [a.log]}");
    assertThat(config.files().exclude()).isEmpty();
    assertThat(config.files().excludeOlderThan()).isZero();
    assertThat(config.files().startAt()).isEqualTo(StartAt.END);
    assertThat(config.files().pollInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.files().fingerprintSize().bytes()).isEqualTo(1000);
    assertThat(config.files().maxConcurrentFiles()).isEqualTo(1024);
    assertThat(config.files().maxBatches()).isZero();
    assertThat(config.files().deleteAfterRead()).isFalse();
    assertThat(config.files().compression()).isEqualTo(Compression.NONE);
    assertThat(config.files().onTruncate()).isEqualTo(OnTruncate.READ_WHOLE_FILE);
    assertThat(config.files().orderingCriteria())
        .isEqualTo(new OrderingConfig(null, null, List.of(), null));
    assertThat(config.files().header()).isNull();
    assertThat(config.files().acquireFsLock()).isFalse();
    assertThat(config.files().fileCacheAdvise()).isFalse();
    assertThat(config.files().skipUnmodifiedFiles()).isFalse();
    assertThat(config.files().pollsToArchive()).isZero();
    assertThat(config.input().entries().operators()).isEmpty();
    assertThat(config.input().storage()).isNull();
    assertThat(config.files().entries())
        .isEqualTo(
            new EntryConfig(
                null,
                Duration.ofMillis(500),
                "utf-8",
                false,
                false,
                config.files().entries().initialBufferSize(),
                config.files().entries().maxLogSize(),
                Oversize.SPLIT));
    assertThat(config.files().entries().maxLogSize().bytes()).isEqualTo(1 << 20);
    assertThat(config.files().labels())
        .isEqualTo(
            new FileAttributesConfig(true, false, false, false, false, false, false, false, false));
    assertThat(config.input().retryOnFailure())
        .isEqualTo(new RetryConfig(false, Duration.ofSeconds(1), Duration.ofSeconds(30), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: [] | include: is empty",
        "include: ['/a/[b'] | include::0: \"/a/[b\" is no pattern",
        "start_at: middle | start_at: \"middle\"",
        "poll_interval: 0s | poll_interval: must be positive",
        "exclude_older_than: -1s | exclude_older_than: is negative",
        "fingerprint_size: 8 | fingerprint_size: 8 is out of range",
        "fingerprint_size: x | fingerprint_size: \"x\" is no size",
        "max_log_size: 0 | max_log_size: 0 is out of range",
        "max_concurrent_files: 0 | max_concurrent_files: 0 is too few",
        "max_batches: -1 | max_batches: -1 is negative",
        "delete_after_read: true | delete_after_read: has no meaning with start_at: end",
        "encoding: klingon | encoding: \"klingon\" is no encoding",
        "multiline: {} | multiline: has neither",
        "multiline: {line_start_pattern: '('} | multiline::line_start_pattern: \"(\" is no regular",
        "force_flush_period: -1s | force_flush_period: is negative",
        "compression: zip | compression: \"zip\"",
        "retry_on_failure: {initial_interval: 0s} | retry_on_failure::initial_interval: must be",
        "retry_on_failure: {max_interval: 1ms} | retry_on_failure::max_interval: is below",
        "polls_to_archive: -1 | polls_to_archive: -1 is negative",
        "header: {pattern: '^#', metadata_operators: [{type: noop}]} | header: has no meaning with",
        "header: {metadata_operators: [{type: noop}]} | header::pattern: is missing",
        "header: {pattern: '^#'} | header::metadata_operators: is empty",
        "header: {pattern: '^#', metadata_operators: [{type: filter, expr: 'true'}]} |"
            + " header::metadata_operators::0::type: \"filter\" does not hand on",
        "header: {pattern: '^#', metadata_operators: [{type: x}]} |"
            + " header::metadata_operators::0::type: \"x\" is no operator",
        "ordering_criteria: {top_n: -1} | ordering_criteria::top_n: -1 is negative",
        "ordering_criteria: {group_by: a} | ordering_criteria::group_by: has no group",
        "ordering_criteria: {sort_by: [{}]} | ordering_criteria::sort_by::0::sort_type: is missing",
        "ordering_criteria: {sort_by: [{sort_type: numeric}]} |"
            + " ordering_criteria::sort_by::0::regex_key: is missing",
        "ordering_criteria: {sort_by: [{sort_type: numeric, regex_key: n}]} |"
            + " ordering_criteria::sort_by::0::regex_key: \"n\" is no named group",
        "ordering_criteria: {sort_by: [{sort_type: timestamp, regex_key: n}]} |"
            + " ordering_criteria::sort_by::0::layout: is missing",
        "ordering_criteria: {sort_by: [{sort_type: timestamp, regex_key: n, layout: '%Q'}]} |"
            + " ordering_criteria::sort_by::0::layout: \"%Q\"",
        "ordering_criteria: {sort_by: [{sort_type: timestamp, regex_key: n, layout: '%Y',"
            + " location: X}]} | ordering_criteria::sort_by::0::location: \"X\"",
        "operators: [x] | operators::0: is no operator",
        "operators: [{}] | operators::0: has no type",
        "operators: [{type: jsn}] | operators::0::type: \"jsn\" is no operator",
        "operators: [{type: file_output}] | operators::0::type: \"file_output\" writes entries out",
        "operators: [{type: tcp_input}] | operators::0::type: \"tcp_input\" reads entries itself",
        "operators: [{type: move}] | operators::0::from: is missing",
        "operators: [{type: move, from: 'a[', to: b}] | operators::0::from: \"a[\" is no field",
        "operators: [{type: noop, id: a}, {type: noop, id: a}] | operators::1: has the id \"a\" of"
            + " operator 1",
        "operators: [{type: noop}, {type: noop, output: noop1}] | operators::1: leads back to"
            + " itself",
        "operators: [{type: noop, output: x}] | operators::0::output: \"x\" is no operator",
        "operators: [{type: noop, output: noop}] | operators::0: leads back to itself",
        "operators: [{type: noop, if: '1 +'}] | operators::0::if: \"1 +\" unexpected the end",
        "operators: [{type: noop, if: '1'}] | operators::0::if: \"1\" is of type int",
        "operators: [{type: noop, on_error: x}] | operators::0::on_error: \"x\"",
        "operators: [{type: regex_parser}] | operators::0::regex: is missing",
        "operators: [{type: regex_parser, regex: a}] | operators::0::regex: has no named group",
        "operators: [{type: json_parser, timestamp: {}}] | operators::0::timestamp::layout: is"
            + " missing",
        "operators: [{type: time_parser, parse_from: a, layout: '%Q'}] | operators::0::layout:"
            + " \"%Q\"",
        "operators: [{type: time_parser, parse_from: a, layout: '%Y', location: X}] |"
            + " operators::0::location: \"X\"",
        "operators: [{type: severity_parser, parse_from: a, mapping: {x: y}}] |"
            + " operators::0::mapping::x: \"x\"",
        "operators: [{type: filter}] | operators::0::expr: is missing",
        "operators: [{type: router}] | operators::0::routes: is empty",
        "operators: [{type: recombine}] | operators::0: has neither is_first_entry",
        "operators: [{type: add, field: a, value: 'EXPR(1 +)'}] | operators::0::value: unexpected",
        "operators: [{type: flatten, field: body}] | operators::0::field: \"body\" has no level",
        "operators: [{type: retain}] | operators::0::fields: is empty",
        "operators: [{type: json_parser, parse_ints: 1, foo: 2}] | operators::0::foo: is no known"
            + " key",
        "operators: [{type: csv_parser}] | operators::0::header: is missing",
        "operators: [{type: csv_parser, header: a}] | operators::0::header: \"a\" has no ,",
        "operators: [{type: csv_parser, header: 'a,b', header_attribute: c}] |"
            + " operators::0::header_attribute: excludes header",
        "operators: [{type: csv_parser, header: 'a,b', delimiter: ';;'}] |"
            + " operators::0::delimiter: \";;\" is no delimiter",
        "operators: [{type: csv_parser, header: 'a,b', lazy_quotes: true, ignore_quotes: true}] |"
            + " operators::0::ignore_quotes: excludes lazy_quotes",
        "operators: [{type: key_value_parser, delimiter: ''}] | operators::0::delimiter: is empty",
        "operators: [{type: key_value_parser, delimiter: ' '}] | operators::0::pair_delimiter: is",
        "operators: [{type: json_array_parser}] | operators::0::parse_to: attributes cannot be",
        "operators: [{type: assign_keys, keys: [a]}] | operators::0::field: is missing",
        "operators: [{type: assign_keys, field: body}] | operators::0::keys: is empty",
        "operators: [{type: unquote}] | operators::0::field: is missing",
        "operators: [{type: regex_replace, regex: a}] | operators::0::field: is missing",
        "operators: [{type: regex_replace, field: body}] | operators::0::regex: is missing",
        "operators: [{type: regex_replace, field: body, regex_name: x}] |"
            + " operators::0::regex_name: \"x\"",
        "operators: [{type: syslog_parser}] | operators::0::protocol: is missing",
        "operators: [{type: syslog_parser, protocol: rfc1}] | operators::0::protocol: \"rfc1\"",
        "operators: [{type: syslog_parser, protocol: rfc3164, location: X}] |"
            + " operators::0::location: \"X\"",
        "attributes: {a: 'EXPR(1 +)'} | attributes::a: EXPR(1 +) unexpected",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    String include = yaml.startsWith("include") ? "" : "include: [a.log]\n";
    assertThat(BoundYaml.problems(FileLogConfig.class, include + yaml))
        .anySatisfy(
            problem -> {
              assertThat(problem).contains(words);
              assertThat(problem).matches("(?s).*:[0-9]+:[0-9]+.*");
            });
  }
}
